import { z } from 'zod'
import { choice, id, mobile, optionalText, pattern, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { anyone, by } from '#kit/pure/who.ts'
import { schoolTypes, type AwardingBody, type LibraryRow, type NationalSchoolRow, type School } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('organisations', words)
const region = (label: string) => pattern(label, /^\d{6}$/, `请选择${label}`)
const versioned = { id: z.uuid(), version: z.number().int() }

// 全国院校库 (OPS)
export const nationalSchools = read('nationalSchools', {
  label: '全国院校库',
  who: [by('platform', 'organisations.read', 'any')],
  input: listQuery({ name: filterText, code: filterText }),
  answers: answers<ListPage<NationalSchoolRow>>(),
})
const nationalFields = { name: text('院校名称'), code: pattern('院校代码', /^\d{10}$/, '院校代码为10位数字'), provinceCode: region('所在省'), cityCode: region('所在市') }
export const addNationalSchool = write('addNationalSchool', {
  label: '新增',
  who: [by('platform', 'organisations.write', 'any')],
  input: z.object(nationalFields),
  answers: answers<{ id: string }>(),
  refuses: ['school-name-exists', 'school-code-exists'],
})
export const editNationalSchool = write('editNationalSchool', {
  label: '编辑',
  who: [by('platform', 'organisations.write', 'any')],
  input: z.object({ ...versioned, ...nationalFields }),
  answers: answers<{ version: number }>(),
  refuses: ['school-name-exists', 'school-code-exists'],
})

// 院校总库 (PRV, CTY)
const officials = [by('province', 'organisations.write', 'below'), by('city', 'organisations.write', 'below')]
export const library = read('library', {
  label: '院校总库管理',
  who: [by('province', 'organisations.read', 'below'), by('city', 'organisations.read', 'below')],
  input: listQuery({ name: filterText, status: z.enum(['enabled', 'suspended']).optional() }),
  answers: answers<ListPage<LibraryRow>>(),
})
/** Search by name before 新增; nothing found says whom to ask. */
export const findNationalSchool = read('findNationalSchool', {
  label: '查询院校',
  who: officials,
  input: z.object({ name: text('院校名称') }),
  answers: answers<NationalSchoolRow[]>(),
  refuses: ['school-not-found-nationwide'],
})
export const addToLibrary = write('addToLibrary', {
  label: '新增',
  who: officials,
  input: z.object({ nationalSchoolId: id('院校') }),
  answers: answers<{ id: string }>(),
  refuses: ['already-in-library', 'out-of-region'],
})
export const suspendEntry = write('suspendEntry', { label: '停用', who: officials, input: z.object(versioned), answers: answers<{ done: true }>(), confirm: '停用后该院校不可注册，是否确认？' })
export const enableEntry = write('enableEntry', { label: '启用', who: officials, input: z.object(versioned), answers: answers<{ done: true }>(), confirm: '启用后该院校可以注册，是否确认？' })
export const deleteEntry = write('deleteEntry', { label: '删除', who: officials, input: z.object(versioned), answers: answers<{ done: true }>(), refuses: ['entry-registered'], confirm: '是否确认从院校总库中删除？' })
/** P3-2.2-01: what the registration page may choose from. */
export const openEntries = read('openEntries', {
  label: '可注册院校',
  who: [anyone],
  input: z.object({ cityCode: region('院校所在省市') }),
  answers: answers<{ id: string; name: string; isRegistered: boolean }[]>(),
})

// 院校
export const school = read('school', {
  label: '查看',
  who: [by('school', 'organisations.read', 'own', { beforePilot: true }), by('province', 'organisations.read', 'below'), by('city', 'organisations.read', 'below'), by('platform', 'organisations.read', 'any')],
  input: z.object({ id: id('院校').optional() }),
  answers: answers<School>(),
})
const schoolFields = {
  schoolType: choice('院校类型', schoolTypes),
  address: text('院校地址', 200),
  legalPerson: optionalText('法定代表人', 50),
  contactName: text('联系人', 50),
  contactMobile: mobile('联系电话'),
  contactEmail: z.preprocess((v) => (v === '' ? undefined : v), z.email('邮箱格式不正确').max(100).optional()),
}
export const editSchool = write('editSchool', {
  label: '编辑',
  who: [by('school', 'organisations.write', 'own')],
  input: z.object({ version: z.number().int(), ...schoolFields, sealFileId: z.uuid().optional() }),
  answers: answers<{ version: number }>(),
  refuses: ['wrong-image'],
})
/** P3-2.3-01: the gate before everything else of a new school. */
export const completeProfile = write('completeProfile', {
  label: '下一步',
  who: [by('school', 'organisations.write', 'own', { beforePilot: true })],
  input: z.object({ version: z.number().int(), ...schoolFields }),
  answers: answers<{ version: number }>(),
})
/** 试点院校管理 of province and platform; year lists stand with the declarations (module pilots). */
export const schools = read('schools', {
  label: '院校注册账号',
  who: [by('platform', 'organisations.read', 'any'), by('province', 'organisations.read', 'below'), by('city', 'organisations.read', 'below')],
  input: listQuery({ name: filterText, isPilot: z.enum(['yes', 'no']).optional() }),
  answers: answers<ListPage<School>>(),
})

// 培训评价组织
export const awardingBodies = read('awardingBodies', {
  label: '培训评价组织管理',
  who: [by('platform', 'organisations.read', 'any'), by('awarding-body', 'organisations.read', 'own')],
  input: listQuery({ name: filterText }),
  answers: answers<ListPage<AwardingBody>>(),
})
export const awardingBody = read('awardingBody', {
  label: '查看',
  who: [by('platform', 'organisations.read', 'any'), by('awarding-body', 'organisations.read', 'own')],
  input: z.object({ id: id('培训评价组织').optional() }),
  answers: answers<AwardingBody>(),
})
const bodyFields = { contactName: text('联系人', 50), contactPhone: pattern('联系电话', /^[\d-]{7,20}$/), address: optionalText('地址', 200), intro: optionalText('简介', 1000) }
/** P-2.1-05: 签名章需要单独到培训评价组织管理中上传 */
export const editOwnBody = write('editOwnBody', {
  label: '编辑',
  who: [by('awarding-body', 'organisations.write', 'own')],
  input: z.object({ version: z.number().int(), ...bodyFields, officialSealFileId: z.uuid().optional(), signatureSealFileId: z.uuid().optional() }),
  answers: answers<{ version: number }>(),
  refuses: ['not-png'],
})
export const editAwardingBody = write('editAwardingBody', {
  label: '编辑',
  who: [by('platform', 'organisations.write', 'any')],
  input: z.object({ ...versioned, name: text('培训评价组织名称'), creditCode: pattern('统一社会信用代码', /^[0-9A-Z]{18}$/), ...bodyFields }),
  answers: answers<{ version: number }>(),
  refuses: ['credit-code-exists', 'credit-code-wrong', 'body-name-exists'],
})
export const suspendBody = write('suspendBody', { label: '停用', who: [by('platform', 'organisations.write', 'any')], input: z.object(versioned), answers: answers<{ done: true }>(), confirm: '停用后该机构所有账号不可登录，数据仍对院校可见，是否确认？' })
export const enableBody = write('enableBody', { label: '启用', who: [by('platform', 'organisations.write', 'any')], input: z.object(versioned), answers: answers<{ done: true }>(), confirm: '是否确认启用？' })
export const authorities = read('authorities', {
  label: '教育行政部门管理',
  who: [by('platform', 'organisations.read', 'any'), by('province', 'organisations.read', 'below')],
  input: listQuery({ name: filterText }),
  answers: answers<ListPage<{ id: string; kind: string; name: string; regionCode: string; status: string; version: number }>>(),
})
