import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'already-exists': { says: '该考生已存在', way: '同一证件在本校院校考生和社会考生中只能有一条，请按证件号码查询' },
  'photo-first': { says: '请先上传照片', way: '编辑考生或批量导入学生照片后再认证' },
  incomplete: { says: '考生信息不完善，请补充后再认证', way: '编辑考生或批量修改考生信息' },
  'only-unverified': { says: '仅信息待认证的考生可认证' },
  certifying: { says: '认证处理中，请稍后再试' },
  'service-down': { says: '认证服务暂不可用，请稍后再试', way: '考生仍为信息待认证，可再次认证', status: 503 },
  'locked-fields': {
    says: '信息准确的考生不可修改姓名、身份证号、证件类型、照片',
    way: '姓名拼音、手机号、就读专业、专业层次、入学年份仍可修改',
  },
  'only-needs-check': { says: '仅需人工确认的考生可人工确认' },
  enrolled: { says: '考生已报考证书，不能删除', way: '只能删除已报考证书为0的考生' },
  // M1 5.2.3 注意, word for word (A38)
  'verified-delete': {
    says: '学生信息准确后、报考后，院校不允许擅自删除学生信息，否则后果自负',
    way: '信息准确的考生共{count}人，确认后果自负后可删除',
  },
  'undo-enrolled': { says: '导入的考生中有{count}人已报考证书，不能撤销', way: '请逐个删除已报考证书为0的考生' },
  'undo-verified': { says: '导入的考生中有{count}人信息已准确或认证处理中，不能撤销', way: '请在列表中选择考生删除' },
  'unknown-major': { says: '专业代码与专业版本不存在', way: '请从专业目录中选择' },
})

/** P-5.2.3-11: said after saving when the candidate is enrolled. */
export const snapshotHint = '修改不影响已报考考试计划内的考生信息'
export const serviceDownText = words['service-down'].says
