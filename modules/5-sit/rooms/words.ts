import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'plan-unknown': { says: '考试计划不存在', way: '请选择本校可以设置考场的考试计划', status: 404 },
  'plan-closed': { says: '该考试计划已开始排考，不能新增考场', way: '考位不足时可以增加已有考场的考位数' },
  'site-not-enabled': { says: '考核站点未启用', way: '只能选择审核通过且已启用的本校考核站点' },
  'outside-choice': { says: '考试证书不在所选范围内', way: '考试证书须同时在考试计划和考核站点内' },
  'subject-not-in-plan': { says: '科目不在该考试计划内，请重新选择' },
  'name-taken': { says: '考场名称已存在', way: '同一考试计划、考核站点、考试证书内考场名称不能重复，请换一个名称' },
  'mixed-modes': { says: '所选科目包含多种考试方式，请确认考场支持', way: '若不支持请分科目创建不同的考场' },
  'only-seats': { says: '排考中的考场只能修改考位数' },
  'only-more-seats': { says: '考位数只能大于原考位数', way: '原考位数为{seatCount}' },
  over: { says: '考场已结束，不能修改' },
  'only-before-seating': { says: '仅未排考的考场可删除' },
  'undo-begun': { says: '导入的考场中有{count}个已不是未排考，不能撤销' },
})

/** M1 5.2.5 注意, shown beside the form. */
export const roomNotes = [
  '为保证考场唯一性，系统规定以一个考试计划、一个考核站点、一个考核证书的考场名称是唯一的。',
  '考试证书的选择项，是由已选择的考试计划、考核站点共同过滤筛选得到。',
  '请仔细查看该考场是否支持已选择科目的考试方式，若不支持请分科目创建不同的考场。',
  '考场需在排考前完成设置，否则无法进行排考。',
] as const
