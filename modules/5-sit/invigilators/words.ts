import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'already-exists': { says: '该监考人员已存在', way: '在列表中查询该教师，编辑以增加监考证书' },
  'certified-kept': { says: '已认证的监考证书不能删除', way: '保留{certs}后再保存' },
  'identity-fixed': { says: '已有认证通过的监考证书，姓名和证件号码不能修改' },
  'has-certified': { says: '该人员存在已认证的证书，不能删除' },
  'not-pilot-credential': { says: '该证书非本校试点证书', way: '请重新选择监考证书' },
  'undo-judged': { says: '导入的监考证书中有{count}个已由培训评价组织处理，不能撤销' },
})

/** Reasons of a row of I7. */
export const rowWords = {
  'credential-unknown': '证书编号不存在',
  'other-cert-name': '证书编号与证书名称不一致',
  'other-cert-level': '证书编号与证书等级不一致',
  'has-qualification': '该监考证书已存在',
  'other-name': '教师姓名与该证件号码已有的不一致',
} as const
