import { within } from '#kit/pure/phases.ts'
import { unseatedReasons, type UnseatedReason } from './allocation.ts'
import type { ArrangeWindow } from './workflow.ts'

/** Seats are given and withdrawn in 排考时间 alone (P-5.2.8.1-06, -08), a closed interval. */
export const windowProblem = (w: ArrangeWindow, now: string): 'outside-window' | null =>
  within(w.arrangeStart, w.arrangeEnd, now) ? null : 'outside-window'

export interface PlaceStanding extends ArrangeWindow {
  /** Seats of the room for the subject. */
  readonly seated: number
  /** Candidates assigned to the 考核站点 for the subject who have no seat. */
  readonly unseatedAtSite: number
}
/** A24: a room is 已排完 when every candidate of its site has a seat, or when the window closed with seats in it. */
export const isPlaceDone = (p: PlaceStanding, now: string): boolean => p.seated > 0 && (p.unseatedAtSite === 0 || now > p.arrangeEnd)

/** Spec 7.1: 监考安排 from 已排完 of the room until 考试开始 of the subject. */
export function watchProblem(p: { readonly isDone: boolean; readonly startsAt: string }, now: string): 'room-not-done' | 'exam-begun' | null {
  if (now >= p.startsAt) return 'exam-begun'
  return p.isDone ? null : 'room-not-done'
}

export interface SeatPlace {
  readonly siteId: string
  readonly lineSubjectId: string
}
/** P-5.2.8.1-07: a seat by hand is in a room of the candidate's own site that holds the subject. */
export function moveProblem(
  seat: SeatPlace & { readonly roomId: string; readonly seatNo: number },
  to: { readonly id: string; readonly siteId: string; readonly lineSubjectIds: readonly string[]; readonly seatCount: number },
  seatNo: number,
): 'room-unfit' | 'seat-outside' | 'same-seat' | null {
  if (to.siteId !== seat.siteId || !to.lineSubjectIds.includes(seat.lineSubjectId)) return 'room-unfit'
  if (seatNo > to.seatCount) return 'seat-outside'
  return to.id === seat.roomId && seatNo === seat.seatNo ? 'same-seat' : null
}
export const swapProblem = (a: SeatPlace, b: SeatPlace): 'swap-unfit' | null =>
  a.siteId === b.siteId && a.lineSubjectId === b.lineSubjectId ? null : 'swap-unfit'

export interface UnseatedPerson {
  readonly id: string
  readonly name: string
  readonly candidateNo: string
  readonly schoolName: string
  readonly siteName: string | null
  readonly reason: UnseatedReason
}
/** Those of one reason at one place, with the sentence for people. */
export interface UnseatedGroup {
  readonly reason: UnseatedReason
  readonly says: string
  readonly count: number
  /** The first of them by 考生编号. */
  readonly people: readonly { readonly id: string; readonly name: string; readonly candidateNo: string; readonly schoolName: string }[]
}
const mostNamed = 50
/** P-5.2.8.1-07: why the rest was not seated, in words; what can be done about a group lies in one hand. */
export function explain(unseated: readonly UnseatedPerson[]): UnseatedGroup[] {
  const groups = Map.groupBy(unseated, (u) => {
    const at = u.reason === 'no-site' ? u.schoolName : u.reason === 'no-seat' || u.reason === 'site-closed' ? (u.siteName ?? '') : ''
    return `${u.reason} ${at}`
  })
  return [...groups].map(([key, list]) => {
    const { reason } = list[0] as UnseatedPerson
    const at = key.slice(reason.length + 1)
    const says = `${at ? `${at}：` : ''}${unseatedReasons[reason]}${reason === 'no-seat' ? `，缺少${list.length}个考位` : ''}`
    const people = list.slice(0, mostNamed).map(({ id, name, candidateNo, schoolName }) => ({ id, name, candidateNo, schoolName }))
    return { reason, says, count: list.length, people }
  })
}

/** A cell of Excel holds 32,767 characters; people of a very large room are cut with their number. */
export function joinedPeople(people: readonly string[], most = 32_000): string {
  let text = ''
  for (const [i, p] of people.entries()) {
    if (text.length + p.length + 20 > most) return `${text}…等${people.length}人`
    text += i === 0 ? p : `、${p}`
  }
  return text
}
