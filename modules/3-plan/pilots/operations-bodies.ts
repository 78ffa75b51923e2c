import { z } from 'zod'
import { id } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { words } from './words.ts'

const { read } = declaring('pilots', words)

export interface PartnerRow {
  readonly id: string
  readonly name: string
  readonly orgCode: string
  readonly contactName: string
  readonly contactPhone: string
  readonly certificates: number
}
export interface PartnerDetail extends PartnerRow {
  readonly creditCode: string
  readonly address: string | null
  readonly intro: string | null
  /** 已试点的证书信息 of this school with this body. */
  readonly piloted: readonly { readonly certNo: string; readonly name: string; readonly level: string; readonly years: string }[]
}
export interface CertificateKeeper {
  readonly name: string
  readonly mobile: string | null
  readonly certificates: string
}
export interface PilotSchoolRow {
  readonly id: string
  readonly name: string
  readonly code: string
  readonly regionCode: string
  readonly cityCode: string
  readonly years: string
  readonly certificates: number
}
/** P-2.1-01: only those of whose certificates one declaration of the school was approved, in any year. */
export const listPartners = read('listPartners', {
  label: '培训评价组织管理',
  who: [by('school', 'organisations.read', 'own')],
  input: listQuery({ name: filterText }),
  answers: answers<ListPage<PartnerRow>>(),
})
export const partner = read('partner', {
  label: '查看',
  who: [by('school', 'organisations.read', 'own')],
  input: z.object({ id: id('培训评价组织') }),
  answers: answers<PartnerDetail>(),
})
/** P-2.2-02: 试点证书负责人信息 of the own school. */
export const certificateKeepers = read('certificateKeepers', {
  label: '试点证书负责人信息',
  who: [by('school', 'organisations.read', 'own')],
  input: z.object({}),
  answers: answers<readonly CertificateKeeper[]>(),
})
/** P-2.2-05 */
export const listPilotSchools = read('listPilotSchools', {
  label: '试点院校管理',
  who: [by('awarding-body', 'organisations.read', 'own')],
  input: listQuery({ name: filterText, year: filterText }),
  answers: answers<ListPage<PilotSchoolRow>>(),
})
