import { refusalOf, type Refusal } from '#kit/pure/refusal.ts'
import type { CredentialStatus, StandardStatus } from './model.ts'
import { words } from './words.ts'

/** 证书编号: 3 digits of the awarding body + 5 digits serial (spec 3.6). */
export const certNoFits = (certNo: string, orgCode: string): boolean =>
  /^\d{8}$/.test(certNo) && certNo.startsWith(orgCode)
/** The number after the highest one given, or null when the five digits are used up. */
export function nextCertNo(orgCode: string, highest: string | null): string | null {
  const serial = highest ? Number(highest.slice(3)) + 1 : 1
  return serial > 99_999 ? null : `${orgCode}${String(serial).padStart(5, '0')}`
}
/** 科目编号: 证书编号 + 3 digits, the first one 101 as the manual's sample (spec 3.10). */
export function nextSubjectNo(certNo: string, highest: string | null): string | null {
  const serial = highest ? Number(highest.slice(8)) + 1 : 101
  return serial > 999 ? null : `${certNo}${String(serial).padStart(3, '0')}`
}
export const subjectNoFits = (subjectNo: string, certNo: string): boolean =>
  /^\d{11}$/.test(subjectNo) && subjectNo.startsWith(certNo)

/** What is on chain and on printed papers stays: name and level change only before the first 发布. */
export const mayRenameCredential = (status: CredentialStatus): boolean => status === 'draft'

/** What schools work by is not changed under their hands. */
export const mayEditStandard = (status: StandardStatus): boolean => status === 'draft' || status === 'suspended'

export type SubjectChange = 'none' | 'name' | 'more'
interface SubjectForm {
  readonly name: string
  readonly mode: string
  readonly roomType: string
  readonly fullScore: number
  readonly passScore: number
  readonly targetTypeIds: readonly string[]
}
/** P-5.2.1-04: in a published plan only the name may change; tells which kind of change this is. */
export function subjectChange(old: SubjectForm, fresh: SubjectForm): SubjectChange {
  const targets = (s: SubjectForm): string => s.targetTypeIds.toSorted().join()
  const more =
    old.mode !== fresh.mode ||
    old.roomType !== fresh.roomType ||
    old.fullScore !== fresh.fullScore ||
    old.passScore !== fresh.passScore ||
    targets(old) !== targets(fresh)
  return more ? 'more' : old.name === fresh.name ? 'none' : 'name'
}

/** For modules below that answer `majorsRemoving`. */
export const majorInUse = (names: readonly string[]): Refusal =>
  refusalOf('major-in-use', words['major-in-use'], { majors: names.join('、') })
/** For modules below that answer `subjectChanging`. */
export const subjectInPlan = (): Refusal => refusalOf('subject-in-plan', words['subject-in-plan'])

/** Rows of a batch that break a guard, by place among the ticked ones: `1、3`; null when all are fit (P-0-08). */
export function unfitRows(ids: readonly string[], isFit: (id: string) => boolean): string | null {
  const unfit = ids.flatMap((id, i) => (isFit(id) ? [] : [i + 1]))
  return unfit.length ? unfit.join('、') : null
}
