import { commonRefusals, refusalOf, refusals, type Refusal } from '#kit/pure/refusal.ts'

export const words = refusals({
  'plan-closed': { says: '考试计划不在报考时间内', way: '请选择当前处于报考的考试计划' },
  'not-invited': { says: '本校不在该考试计划的参考院校内', way: '请联系培训评价组织' },
  'credential-not-in-plan': { says: '考核证书不在该考试计划内', way: '请重新选择考核证书' },
  'mode-closed': { says: '该证书在该考试计划内不能{mode}报考', way: '请改用另一种报考方式' },
  'seated-or-paid': { says: '已排考或已缴费的报考信息不能删除' },
  'in-request': { says: '该报考信息已生成缴费申请单，请先删除缴费申请单' },
  'only-pinyin-mobile': { says: '只能修改姓名拼音、手机号', way: '姓名、证件等信息以报考时为准', status: 422 },
  'undo-in-use': {
    says: '导入的报考中有{count}条已排考、已缴费或已生成缴费申请单，不能撤销',
    way: '可在列表中删除其余的报考信息',
  },
})

/** Reasons of a row; the sentences of P-5.2.1-03 and P-5.2.6-05…08. Those of majors and heads stand with 证书试点申报. */
export const rowWords = {
  'no-candidate': '考生不存在，请先在考生管理中新增',
  'other-name': '姓名与证件号码不一致',
  'enrolled-certificate': '该考生已报考该证书',
  'enrolled-subject': '该考生已报考该科目',
  'enrolled-otherwise': '该考生已按其他方式报考该证书',
  'target-missing': '请填写参考对象类型',
  'target-wrong': '参考对象类型不正确',
} as const
export type RowCode = keyof typeof rowWords

/** For issuance's reaction to snapshotChanging. */
export const issuedAlready = (): Refusal => refusalOf('state-changed', commonRefusals['state-changed'])
