import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  // 申报计划
  'plan-exists': { says: '该年度该批次已存在', way: '请修改申报批次，或编辑已有的申报计划' },
  'credential-not-published': { says: '只能开放已发布的证书', way: '请重新选择开放的证书', status: 422 },
  'plan-published': { says: '申报计划已发布，只能修改申报时间' },
  'end-passed': { says: '申报结束时间已过，不能发布', way: '请先修改申报时间' },
  'scope-empty': { says: '请选择开放的证书', way: '开放证书范围为部分时，至少开放一个证书' },
  'start-fixed': { says: '申报已开始，不能修改申报开始时间', way: '只能修改申报结束时间' },
  'plan-over': {
    says: '申报计划已结束，不能修改申报时间',
    way: '请新增一个申报批次；已退回的申报可以设置补正截止时间',
  },
  'plan-begun': { says: '申报计划已开始，不能删除' },
  'plan-declared': { says: '该申报计划已有院校申报，不能删除' },
  // 证书试点申报
  'no-plan': { says: '所在省暂未发布证书申报计划', way: '请等待省级教育行政部门发布申报计划' },
  'time-over': { says: '申报时间已结束，无法申报', way: '如需继续申报，请联系省级教育行政部门' },
  'time-not-come': { says: '申报时间未开始，无法申报', way: '请在申报时间内申报' },
  'base-missing': { says: '请先完善院校基础信息', way: '完善后点击下一步再申报' },
  'credential-not-in-scope': { says: '该证书不在申报计划的开放证书范围内', way: '请重新选择试点证书' },
  'declared-already': { says: '该证书该等级本年度已申报，不能重复申报', way: '在证书试点申报中查看已有的申报' },
  'waits-for-city': { says: '该申报待地市级教育行政部门初审', way: '初审通过后再审核' },
  'has-enrolments': { says: '该申报已有报考记录，不能退回', way: '可以更正审核人数' },
  'below-enrolled': { says: '审核人数不能小于已报考人数', way: '{label}已报考{count}人' },
  'charge-not-pilot': { says: '负责的证书不是本校的试点证书', way: '请重新选择负责的证书', status: 422 },
  // 报考 (P-4.3-15…17, P-5.2.6-05, -06), used by enrolments row by row
  'not-pilot-this-year': { says: '该证书非本校本年度试点证书' },
  'major-not-of-credential': { says: '考生专业不在该证书对应专业范围内' },
  'major-not-declared': { says: '考生专业不在本校试点申报的拟申报专业内' },
  'heads-full': { says: '该专业报考人数已达到审核人数', way: '审核人数{limit}人，已报考{taken}人' },
})
