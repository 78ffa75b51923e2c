import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'nobody-ready': { says: '没有符合条件的考生', way: '成绩公示期结束、考核状态已通过的考生才能获取', status: 404 },
  'reason-missing': { says: '请填写拒绝签发理由', status: 422 },
  'mode-missing': { says: '请选择证书发证方式', status: 422 },
  'seals-missing': { says: '请先在培训评价组织管理中上传公章和签名章', way: '上传后再发放', status: 409 },
  'code-expired': { says: '二维码已过期，请刷新', way: '请在电脑上重新发起签发', status: 409 },
  'list-changed': { says: '签发名单在展示后已变更，本次签字无效', way: '请在电脑上重新发起签发，核对名单后再签字', status: 409 },
  'already-signed': { says: '该二维码已完成签字', status: 409 },
  'signature-empty': { says: '请手写签名', way: '在签名框内书写本人姓名', status: 422 },
  'record-exists': { says: '该考生该证书已存在颁证记录', status: 409 },
  'zip-too-many': { says: '一次最多下载500份', status: 422 },
  'not-issued': { says: '所选数据中有未完成发放的证书，不能下载', status: 409 },
})
