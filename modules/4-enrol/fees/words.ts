import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'plan-closed': { says: '考试计划不在报考阶段内', way: '从报考开始到排考开始之前可以生成缴费申请单' },
  'credential-not-in-plan': { says: '考核证书不在该考试计划内', way: '请重新选择考核证书' },
  'nothing-left': { says: '没有可生成缴费申请单的报考数据' },
  'no-price': { says: '该证书未设置费用标准，请联系培训评价组织' },
  'confirmed-stays': { says: '已确认的缴费申请单不能删除' },
})
/** P-5.2.7-08, P-0-08: why a ticked row cannot be confirmed. */
export const notPending = '缴费申请单已确认或已删除'
