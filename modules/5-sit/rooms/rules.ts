import type { RoomPhase } from './workflow.ts'

/** P-5.2.5-03: 考场类型 of the subjects in their order, each once. */
export const roomTypeOf = (subjects: readonly { readonly roomType: string }[]): string =>
  [...new Set(subjects.map((s) => s.roomType))].join('、')
/** P-5.2.5-06: several 考试方式 ask for a confirmation, they are no block. */
export const hasMixedModes = (subjects: readonly { readonly mode: string }[]): boolean =>
  new Set(subjects.map((s) => s.mode)).size > 1
/** P-5.2.5-04: names are compared trimmed and without regard to case, as the index of the database does. */
export const nameKey = (name: string): string => name.trim().toLowerCase()

export interface RoomFields {
  readonly sessionId: string
  readonly siteId: string
  readonly credentialId: string
  readonly lineSubjectIds: readonly string[]
  readonly name: string
  readonly seatCount: number
  readonly address: string | null
}
/** S4.4, S4.5, S4.7: what the state of a room allows an edit to change. */
export function editProblem(
  phase: RoomPhase,
  old: RoomFields,
  next: RoomFields,
): 'over' | 'only-seats' | 'only-more-seats' | null {
  if (phase === 'over') return 'over'
  if (phase === 'before-seating') return null
  const of = (r: RoomFields): string =>
    JSON.stringify([r.sessionId, r.siteId, r.credentialId, [...r.lineSubjectIds].sort(), r.name, r.address])
  if (of(old) !== of(next)) return 'only-seats'
  return next.seatCount > old.seatCount ? null : 'only-more-seats'
}
