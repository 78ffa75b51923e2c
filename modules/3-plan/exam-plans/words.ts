import { refusalOf, refusals, type Refusal } from '#kit/pure/refusal.ts'

export const words = refusals({
  'name-taken': { says: '考试计划名称已存在', way: '请换一个名称' },
  'has-enrolments': { says: '该计划已有报考数据，不能取消', way: '请院校删除报考数据后再取消' },
  'nothing-changed': { says: '时间没有变化', way: '修改至少一个时间后再保存' },
  'already-seated': { says: '该院校考生已排考，不能调整分配', way: '撤回{schools}考生的排考后再调整' },
  'site-not-usable': { says: '考核站点未审核通过或未启用', way: '请选择审核通过且已启用的考核站点' },
  'site-of-other-credential': { says: '考核站点与证书不一致', way: '请选择同一证书同一等级的考核站点' },
  'not-participating': { says: '该院校不在该考试计划的参考院校内' },
  'not-published': { says: '考试计划未发布或已取消，不能分配考核站点' },
})

/** For enrolments' reaction to planCancelling (S15.4, P-5.2.2-03). */
export const hasEnrolments = (): Refusal => refusalOf('has-enrolments', words['has-enrolments'])
/** For seating's reaction to siteAssigning (P-5.2.4.2-03): the names of the schools whose candidates have seats. */
export const alreadySeated = (schoolNames: readonly string[]): Refusal =>
  refusalOf('already-seated', words['already-seated'], { schools: schoolNames.join('、') })
