import { phaseAt, phases } from '#kit/pure/phases.ts'
import { state, workflow, type Tone } from '#kit/pure/workflow.ts'

/** S6: what the clock does with a registration that has a seat, by the times of its 科目. */
export const seatedPhases = phases('报考状态', [
  { code: 'awaiting', label: '待考试', tone: 'waiting', before: 'startsAt' },
  { code: 'examining', label: '考试中', tone: 'planned', until: 'endsAt' },
  { code: 'over', label: '已结束', tone: 'neutral' },
])
/** 报考状态: 未排考 until a seat is given, for ever if none is (A39); then the clock moves it. */
export type EnrolmentStatus = 'unseated' | (typeof seatedPhases.list)[number]['code']

export const enrolmentStatuses: readonly {
  readonly code: EnrolmentStatus
  readonly label: string
  readonly tone: Tone
}[] = [
  { code: 'unseated', label: '未排考', tone: 'neutral' },
  ...seatedPhases.list.map(({ code, label, tone }) => ({ code, label, tone })),
]
export const statusLabel = (status: EnrolmentStatus): string =>
  enrolmentStatuses.find((s) => s.code === status)?.label ?? status

export const statusOf = (
  e: { readonly seatedAt: string | null; readonly startsAt: string | null; readonly endsAt: string | null },
  now: string,
): EnrolmentStatus =>
  e.seatedAt === null ? 'unseated' : phaseAt(seatedPhases, { startsAt: e.startsAt, endsAt: e.endsAt }, now)

/** 缴费标识 (S6.7): the dimension that people move. */
export const enrolmentFlow = workflow('enrolment', {
  label: '报考',
  start: ['unpaid'],
  states: { unpaid: state('未缴费', 'waiting'), paid: state('已缴费', 'good') },
  steps: { pay: { label: '确认缴费', from: ['unpaid'], to: 'paid', final: true } },
})
