import { refusalOf, refusals, type Refusal } from '#kit/pure/refusal.ts'

export const words = refusals({
  'already-declared': {
    says: '该证书已申报过考核站点，不能重复申报',
    way: '在列表中查看该证书的考核站点；未提交、审核退回的可以编辑后再提交',
  },
  'not-pilot-credential': {
    says: '该证书非本校试点证书，无法申报考核站点',
    way: '先在证书试点申报中申报该证书，审核通过后再申报考核站点',
  },
  'only-editable': {
    says: '仅未提交、审核退回的考核站点可编辑',
    way: '待审核的可先撤销；审核通过的请联系培训评价组织停用后退回',
  },
  'only-deletable': { says: '仅未提交、审核退回的考核站点可删除' },
  'site-used': { says: '该考核站点已有考场或考试记录，不能删除' },
  'already-reviewed': { says: '该考核站点已审核，不能撤销', way: '如需修改，请联系培训评价组织停用后退回' },
  'seats-unfinished': {
    says: '该考核站点有未结束的考试，不能{act}',
    way: '考试结束后再操作，或先撤回该考核站点的排考',
  },
  'suspend-first': { says: '请先停用该考核站点，再退回' },
  'attachment-missing': { says: '附件不存在或不是本校上传的', way: '请重新上传附件' },
})

/** For seating's reaction to siteSuspending (S3.8, S3.10). */
export const seatsUnfinished = (act: 'suspend' | 'return'): Refusal =>
  refusalOf('seats-unfinished', words['seats-unfinished'], { act: act === 'suspend' ? '停用' : '退回' })
