import { z } from 'zod'
import { ids, mobile, optionalText, reason, text, whole } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { SiteChoices, SiteDetail, SiteRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('sites', words)
const readers = [by('school', 'sites.read', 'own'), by('awarding-body', 'sites.read', 'own')]
const school = [by('school', 'sites.write', 'own')]
const awardingBody = [by('awarding-body', 'sites.write', 'own')]
const versioned = { id: z.uuid(), version: z.number().int() }

export const listSites = read('listSites', {
  label: '考核站点',
  who: readers,
  input: listQuery({
    name: filterText,
    certName: filterText,
    certLevel: filterText,
    schoolName: filterText,
    status: z.enum(['draft', 'pending', 'approved', 'returned']).optional(),
    enabled: z.enum(['enabled', 'suspended']).optional(),
  }),
  answers: answers<ListPage<SiteRow>>(),
})
export const site = read('site', {
  label: '查看',
  who: readers,
  input: z.object({ id: z.uuid() }),
  answers: answers<SiteDetail>(),
})
export const siteChoices = read('siteChoices', {
  label: '申报考核站点',
  who: school,
  input: z.object({}),
  answers: answers<SiteChoices>(),
})

/** Empty in a draft is not wrong but not there yet. */
const unfinished = <T extends z.ZodType>(field: T) =>
  z.preprocess((v) => (v === null || (typeof v === 'string' && v.trim() === '') ? undefined : v), field.optional())
const fields = {
  regionCode: z.string('请选择所在地区').regex(/^\d{6}$/, '请选择所在地区'),
  address: text('考点地址', 200),
  capacity: z.preprocess((v) => (v === null || v === '' ? Number.NaN : v), whole('可容纳考位数', 1, 99999)),
  managerName: text('负责人', 50),
  managerMobile: mobile('联系电话'),
}
const more = {
  facilities: optionalText('场地及设备情况', 1000),
  fileIds: z.array(z.uuid()).max(10, '附件最多10个').default([]),
}
/** A new site names its certificate; an existing one its id and version. The certificate does not change afterwards. */
const which = {
  id: z.uuid().optional(),
  version: z.number().int().optional(),
  credentialId: z.uuid('请选择考核证书').optional(),
}
const isNamed = (v: {
  id?: string | undefined
  version?: number | undefined
  credentialId?: string | undefined
}): boolean => (v.id ? v.version !== undefined : v.credentialId !== undefined)
const unnamed = { error: '请选择考核证书', path: ['credentialId'] }

export const saveSite = write('saveSite', {
  label: '保存',
  who: school,
  input: z
    .object({
      ...which,
      regionCode: unfinished(fields.regionCode),
      address: unfinished(fields.address),
      capacity: unfinished(fields.capacity),
      managerName: unfinished(fields.managerName),
      managerMobile: unfinished(fields.managerMobile),
      ...more,
    })
    .refine(isNamed, unnamed),
  answers: answers<{ id: string }>(),
  refuses: ['already-declared', 'not-pilot-credential', 'only-editable', 'attachment-missing'],
})
export const submitSite = write('submitSite', {
  label: '提交并保存',
  who: school,
  input: z.object({ ...which, ...fields, ...more }).refine(isNamed, unnamed),
  answers: answers<{ id: string }>(),
  refuses: ['already-declared', 'not-pilot-credential', 'only-editable', 'attachment-missing'],
})
export const withdrawSite = write('withdrawSite', {
  label: '撤销',
  who: school,
  input: z.object({ id: z.uuid() }),
  answers: answers<{ done: true }>(),
  refuses: ['already-reviewed'],
  confirm: '撤销后该考核站点回到未提交，是否确认？',
})
export const deleteSite = write('deleteSite', {
  label: '删除',
  who: school,
  input: z.object({ id: z.uuid() }),
  answers: answers<{ done: true }>(),
  refuses: ['only-deletable', 'site-used'],
  confirm: '删除后不能恢复，是否确认删除该考核站点？',
})
export const deleteSites = write('deleteSites', {
  label: '批量删除考核站点',
  who: school,
  input: z.object({ ids }),
  answers: answers<{ deleted: number }>(),
  refuses: ['site-used'],
  confirm: '删除后不能恢复，是否确认删除所选考核站点？',
})

export const approveSite = write('approveSite', {
  label: '审核通过',
  who: awardingBody,
  input: z.object(versioned),
  answers: answers<{ done: true }>(),
})
export const returnSite = write('returnSite', {
  label: '审核退回',
  who: awardingBody,
  input: z.object({ ...versioned, reason: reason('请填写退回原因') }),
  answers: answers<{ done: true }>(),
})
export const suspendSite = write('suspendSite', {
  label: '停用',
  who: awardingBody,
  input: z.object({ ...versioned, reason: reason('请填写停用原因') }),
  answers: answers<{ done: true }>(),
  refuses: ['seats-unfinished'],
  confirm: '停用后该考核站点不能用于设置考场和排考，是否确认？',
})
export const enableSite = write('enableSite', {
  label: '启用',
  who: awardingBody,
  input: z.object(versioned),
  answers: answers<{ done: true }>(),
  confirm: '启用后该考核站点可用于设置考场和排考，是否确认？',
})
export const returnSuspendedSite = write('returnSuspendedSite', {
  label: '退回',
  who: awardingBody,
  input: z.object({ ...versioned, reason: reason('请填写退回原因') }),
  answers: answers<{ done: true }>(),
  refuses: ['suspend-first', 'seats-unfinished'],
})
