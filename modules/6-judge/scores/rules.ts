import { statusOf } from '#enrolments'
import { within } from '#kit/pure/phases.ts'
import { normaliseIdNumber, normaliseText } from '#packages/id-number/index.ts'
import { absent } from './model.ts'
import { rowWords, type RowCode } from './words.ts'

export type ScoreRead =
  | { readonly ok: true; /** null = 缺考 */ readonly score: number | null; readonly text: string }
  | { readonly ok: false; readonly why: string }

/** `85`, `85.5`, `85.50` or 缺考 (spec 3.18). Below 0 is out of range; more than one decimal is refused, never rounded. */
export function readScore(typed: string): ScoreRead {
  const text = normaliseText(typed)
  if (text === absent) return { ok: true, score: null, text }
  if (/^-\d+(\.\d+)?$/.test(text)) return { ok: false, why: rowWords['out-of-range'] }
  if (/^\d+\.\d0*[1-9]\d*$/.test(text)) return { ok: false, why: '成绩最多一位小数' }
  if (!/^\d{1,6}(\.\d+)?$/.test(text)) return { ok: false, why: `成绩应为数字或“${absent}”` }
  const score = Number(text)
  return { ok: true, score, text: String(score) }
}
/** `85`, `62.5` or 缺考. */
export const scoreText = (score: number | null): string => (score === null ? absent : String(score))
/** P-5.2.9-03: 0 ≤ score ≤ 满分. */
export const isInRange = (score: number | null, fullScore: number): boolean =>
  score === null || (score >= 0 && score <= fullScore)

/** P-5.2.9-03: the plan's 成绩登记时间, a closed window, and the 科目 is over. */
export function importVerdict(
  w: { readonly scoreStart: string; readonly scoreEnd: string; readonly endsAt: string | null },
  now: string,
): 'score-window' | 'exam-not-over' | null {
  if (!within(w.scoreStart, w.scoreEnd, now)) return 'score-window'
  return w.endsAt !== null && now > w.endsAt ? null : 'exam-not-over'
}

/** S9.4, S9.7: in 公示期 alone, and the candidate's 科目 is 已结束; once it is over nobody. */
export function editVerdict(
  s: {
    readonly publicStart: string
    readonly publicEnd: string
    readonly seatedAt: string | null
    readonly startsAt: string | null
    readonly endsAt: string | null
  },
  now: string,
): 'locked' | 'not-public' | 'not-sat' | 'exam-not-over' | null {
  if (now > s.publicEnd) return 'locked'
  if (!within(s.publicStart, s.publicEnd, now)) return 'not-public'
  const status = statusOf(s, now)
  if (status === 'unseated') return 'not-sat'
  return status === 'over' ? null : 'exam-not-over'
}

/** What the platform knows about the 准考证号 of a row within the chosen plan. */
export interface TicketFact {
  /** Registration of the chosen 科目 that has a seat; null = the candidate does not take it. */
  readonly enrolmentSubjectId: string | null
  readonly name: string
  /** Does the typed 证件号码 belong to this person? null = none was typed. */
  readonly isOwnId: boolean | null
}
export interface SubjectFact {
  readonly subjectNo: string
  readonly name: string
  readonly fullScore: number
}
export interface ScoreFault {
  readonly field: string
  readonly code: RowCode
  readonly suggestion?: string
}
/** The rules of one row of I9 against what is known of its 准考证号 (P-5.2.9-03, spec 6.1). */
export function judgeRow(
  v: { readonly name: string; readonly subjectNo: string; readonly subjectName: string; readonly score: number | null },
  subject: SubjectFact,
  ticket: TicketFact | null,
): ScoreFault[] {
  const faults: ScoreFault[] = []
  if (!ticket) faults.push({ field: 'ticketNo', code: 'no-ticket' })
  else {
    if (ticket.name !== v.name) faults.push({ field: 'name', code: 'other-name' })
    if (ticket.isOwnId === false) faults.push({ field: 'idNo', code: 'other-id' })
  }
  if (v.subjectNo !== subject.subjectNo)
    faults.push({ field: 'subjectNo', code: 'other-subject', suggestion: subject.subjectNo })
  else if (v.subjectName && v.subjectName !== subject.name)
    faults.push({ field: 'subjectName', code: 'other-subject-name', suggestion: subject.name })
  if (ticket && ticket.enrolmentSubjectId === null) faults.push({ field: 'ticketNo', code: 'not-sat' })
  if (!isInRange(v.score, subject.fullScore)) faults.push({ field: 'score', code: 'out-of-range' })
  return faults
}
export const readIdNo = (typed: string): string => normaliseIdNumber(typed)
