import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'outside-window': { says: '当前不在排考时间内', way: '排考时间为 {window}' },
  'other-plans': { says: '一次只能排同一个考试计划的科目', way: '请选择同一个考试计划的科目' },
  'no-site-of-subject': { says: '该考核站点没有本科目的考生' },
  'numbers-exhausted': { says: '准考证号已用完：{which}', way: '请将考生分配到其他考核站点' },
  'no-seats': { says: '没有可撤回的排考' },
  'room-unfit': { says: '该考场不能安排该考生', way: '请选择该考生所在考核站点、含该科目的考场' },
  'seat-taken': { says: '该座位在考试时间内已有考生', way: '请选择其他座位，或交换两名考生的座位' },
  'seat-outside': { says: '座位号超出该考场的考位数', way: '该考场的考位数为{seatCount}' },
  'same-seat': { says: '该考生已在该座位' },
  'swap-unfit': { says: '只能交换同一科目、同一考核站点的两名考生', way: '请重新选择两名考生' },
  'room-not-done': { says: '该考场尚未排完，不能安排监考', way: '该考核站点的考生全部排完后再安排' },
  'exam-begun': { says: '考试已开始，不能调整监考安排' },
  'not-certified': { says: '该人员未通过该证书监考认证', way: '培训评价组织认证通过后才能安排' },
  'watch-clash': { says: '监考时间冲突', way: '{name}在该时间内已安排到其他考场' },
  'watches-already': { says: '该人员已安排在该考场' },
  'not-host': { says: '监考安排由考核站点所属院校或培训评价组织操作', status: 403 },
  'not-done-yet': { says: '所选考生的考场尚未排完，不能打印准考证', way: '该考核站点的考生全部排完后再打印' },
  'no-own-candidates': { says: '该考场没有本校考生' },
  'moved-clash': { says: '考试时间调整后与已排的座位或监考冲突', way: '请先撤回有冲突的排考或监考安排，再调整考试时间' },
})
