import { bounds, type Windows } from '#sessions'
import type { RawInputOf } from '#kit/pure/operation.ts'
import type { PlanChoices, PlanDetail } from '../model.ts'
import type { savePlan } from '../operations.ts'
import type { Catalogue, PlanDraft } from '../rules.ts'

/** The windows of a plan by themselves, for a form. */
export const windowsOf = (p: Windows): Windows => Object.fromEntries(bounds.map((b) => [b, p[b]])) as Windows
export type Values = Record<string, unknown>
type Input = RawInputOf<typeof savePlan>
export interface SubjectValue {
  subjectId: string
  startsAt?: string
  endsAt?: string
  fee?: number | string | null
}
export interface LineValue {
  credentialId?: string
  modes?: ('certificate' | 'subject')[]
  fee?: number | string | null
  subjects?: SubjectValue[]
}
const linesOf = (v: Values): LineValue[] => (v['lines'] as LineValue[] | undefined) ?? []
/** The bounds that the form holds; empty ones are null. */
export const windowsIn = (v: Values): Windows => {
  const given = (v['windows'] ?? {}) as Partial<Record<string, string>>
  return Object.fromEntries(bounds.map((b) => [b, given[b] ?? null])) as Windows
}
const numberOf = (fee: SubjectValue['fee']): number | null =>
  fee === undefined || fee === null || fee === '' ? null : Number(fee)
/** The form in the shape that the rules judge. */
export const draftIn = (v: Values): PlanDraft => ({
  windows: windowsIn(v),
  lines: linesOf(v).map((l) => ({
    credentialId: l.credentialId ?? '',
    modes: l.modes ?? [],
    fee: numberOf(l.fee),
    subjects: (l.subjects ?? []).map((s) => ({
      subjectId: s.subjectId,
      startsAt: s.startsAt ?? null,
      endsAt: s.endsAt ?? null,
      fee: numberOf(s.fee),
    })),
  })),
  isAllSchools: v['isAllSchools'] === true,
  schoolIds: (v['schoolIds'] as string[] | undefined) ?? [],
  payMethod: v['payMethod'] as string | undefined,
})
export const catalogueOf = (of: PlanChoices): Catalogue => ({
  credentials: new Set(of.credentials.map((c) => c.id)),
  subjects: new Map(
    of.credentials.flatMap((c) => c.subjects.map((s) => [s.subjectId, { ...s, credentialId: c.id }] as const)),
  ),
})
export const toInput = (v: Values, of: PlanDetail | null): Input =>
  ({
    ...(of ? { id: of.id, version: of.version } : {}),
    name: v['name'],
    year: v['year'],
    ...draftIn(v),
    isPayRequired: v['isPayRequired'],
    notice: v['notice'] ?? '',
  }) as Input
/** What the form begins with. */
export const startOf = (of: PlanDetail | null, now: string): Values =>
  of
    ? {
        ...of,
        windows: windowsOf(of),
        lines: of.lines.map((l) => ({
          credentialId: l.credentialId,
          modes: [...(l.allowsByCertificate ? ['certificate'] : []), ...(l.allowsBySubject ? ['subject'] : [])],
          fee: l.fee,
          subjects: l.subjects.map((s) => ({
            subjectId: s.subjectId,
            startsAt: s.startsAt ?? undefined,
            endsAt: s.endsAt ?? undefined,
            fee: s.fee,
          })),
        })),
        schoolIds: of.schools.map((s) => s.id),
        payMethod: of.payMethod ?? undefined,
        notice: of.notice ?? '',
      }
    : {
        year: now.slice(0, 4),
        lines: [{ modes: ['certificate', 'subject'], subjects: [] }],
        isAllSchools: true,
        schoolIds: [],
        isPayRequired: false,
        notice: '',
      }
