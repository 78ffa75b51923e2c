import { z } from 'zod'
import { id, mobile, pattern, text } from '#kit/pure/fields.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { words } from './words.ts'

const { write } = declaring('accounts', words)
const admin = { loginName: pattern('账号', /^[A-Za-z0-9_]{4,30}$/, '账号为4至30位字母、数字或下划线'), adminName: text('管理员姓名', 50), adminMobile: mobile('管理员手机号') }

/** P-1-08: an authority with its first account; the password goes by short message. */
export const addAuthority = write('addAuthority', {
  label: '新增教育行政部门',
  who: [by('platform', 'organisations.write', 'any')],
  input: z.object({ name: text('名称', 100), regionCode: pattern('所在省', /^\d{2}0000$/, '请选择所在省'), ...admin }),
  answers: answers<{ id: string }>(),
  refuses: ['account-exists', 'body-exists'],
})
export const addCity = write('addCity', {
  label: '新增地市账号',
  who: [by('province', 'organisations.write', 'below')],
  input: z.object({ name: text('名称', 100), regionCode: pattern('所在地市', /^\d{6}$/, '请选择所在地市'), ...admin }),
  answers: answers<{ id: string }>(),
  refuses: ['account-exists', 'body-exists'],
})
export const addAwardingBody = write('addAwardingBody', {
  label: '新增培训评价组织',
  who: [by('platform', 'organisations.write', 'any')],
  input: z.object({
    name: text('培训评价组织名称', 100),
    orgCode: pattern('机构编号', /^\d{3}$/, '机构编号为3位数字'),
    creditCode: pattern('统一社会信用代码', /^[0-9A-HJ-NPQRTUWXY]{18}$/),
    contactName: text('联系人', 50),
    contactPhone: pattern('联系电话', /^[\d-]{7,20}$/),
    regionCode: pattern('所在省', /^\d{6}$/, '请选择所在省'),
    ...admin,
  }),
  answers: answers<{ id: string }>(),
  refuses: ['account-exists', 'body-exists'],
})
/** P-2.2-06: the province or the platform resets an 院校管理员; the new password goes to its mobile. */
export const resetSchoolAdmin = write('resetSchoolAdmin', {
  label: '重置院校管理员密码',
  who: [by('province', 'organisations.write', 'below'), by('platform', 'organisations.write', 'any')],
  input: z.object({ schoolId: id('院校'), mobile: mobile().optional() }),
  answers: answers<{ to: string }>(),
  confirm: '重置后新密码将以短信发送到院校管理员手机，是否确认？',
})
export const cancelRegistration = write('cancelRegistration', {
  label: '注销院校注册',
  who: [by('platform', 'organisations.write', 'any')],
  input: z.object({ schoolId: id('院校') }),
  answers: answers<{ done: true }>(),
  refuses: ['has-business-data'],
  confirm: '注销后该院校可重新注册，是否确认？',
})
