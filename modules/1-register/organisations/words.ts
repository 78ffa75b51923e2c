import { refusals } from '#kit/pure/refusal.ts'

export const words = refusals({
  'school-not-found-nationwide': { says: '未查询到该院校，请反馈给国开在线运维人员', status: 404 },
  'already-in-library': { says: '该院校已在总库中', status: 409 },
  'school-name-exists': { says: '院校名称已存在', status: 409 },
  'school-code-exists': { says: '院校代码已存在', status: 409 },
  'out-of-region': { says: '该院校不在本单位管辖范围内', way: '请联系院校所在地的教育行政部门', status: 409 },
  'entry-registered': { says: '该院校已注册，不能删除', way: '可改为停用', status: 409 },
  'credit-code-exists': { says: '统一社会信用代码已存在', status: 409 },
  'credit-code-wrong': { says: '统一社会信用代码格式不正确', way: '请核对18位代码及最后一位校验码', status: 422 },
  'body-name-exists': { says: '培训评价组织名称已存在', status: 409 },
  'not-png': { says: '请上传png格式图片', way: '透明底的 png，5MB 以内', status: 422 },
  'wrong-image': { says: '文件格式不正确', way: '请上传 5MB 以内的 png 或 jpg 图片', status: 422 },
})
