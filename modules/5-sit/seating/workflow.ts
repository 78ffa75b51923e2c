import { phaseAt, phases } from '#kit/pure/phases.ts'
import { state, workflow, type StateOf, type Tone } from '#kit/pure/workflow.ts'

/** What the clock says of the 排考时间 of a plan (S8.1, S8.2): a closed interval. */
export const arrangePhases = phases('排考时间', [
  { code: 'not-begun', label: '未开始', tone: 'neutral', before: 'arrangeStart' },
  { code: 'open', label: '排考中', tone: 'planned', until: 'arrangeEnd' },
  { code: 'over', label: '已结束', tone: 'neutral' },
])

/** S8.3–S8.5: what people do to a subject while the window is open. */
export const arrangementFlow = workflow('arrangement', {
  label: '考核站点编排',
  start: ['unarranged'],
  states: {
    unarranged: state('未排考', 'waiting'),
    arranging: state('排考中', 'planned'),
    arranged: state('已排完', 'good'),
  },
  steps: {
    'arrange-part': { label: '排考', from: ['unarranged', 'arranging'], to: 'arranging' },
    'arrange-rest': { label: '排考', from: ['unarranged', 'arranging'], to: 'arranged' },
    'withdraw-part': { label: '撤回排考', from: ['arranging', 'arranged'], to: 'arranging', asks: 'reason' },
    'withdraw-all': { label: '撤回排考', from: ['arranging', 'arranged'], to: 'unarranged', asks: 'reason' },
  },
})
export type Standing = StateOf<typeof arrangementFlow>
/** 状态 of a subject in 考核站点编排 (S8). */
export type ArrangementStatus = 'not-begun' | 'over' | Standing

const clockState = (code: 'not-begun' | 'over') => {
  const { label, tone } = arrangePhases.list.find((p) => p.code === code) as { label: string; tone: Tone }
  return { code, label, tone }
}
/** In the order of the manual. */
export const arrangementStatuses: readonly { readonly code: ArrangementStatus; readonly label: string; readonly tone: Tone }[] = [
  clockState('not-begun'),
  { code: 'unarranged', ...arrangementFlow.states.unarranged },
  { code: 'arranging', ...arrangementFlow.states.arranging },
  { code: 'arranged', ...arrangementFlow.states.arranged },
  clockState('over'),
]
export const arrangementLabel = (status: ArrangementStatus): string => arrangementStatuses.find((s) => s.code === status)?.label ?? status

export interface Counts {
  /** T: registrations of the subject over all schools. */
  readonly enrolled: number
  /** N: those with a seat. */
  readonly seated: number
}
export const standingOf = ({ enrolled, seated }: Counts): Standing => (seated === 0 ? 'unarranged' : seated < enrolled ? 'arranging' : 'arranged')
export interface ArrangeWindow {
  readonly arrangeStart: string
  readonly arrangeEnd: string
}
export function arrangementStatusOf(w: ArrangeWindow, counts: Counts, now: string): ArrangementStatus {
  const phase = phaseAt(arrangePhases, { ...w }, now)
  return phase === 'open' ? standingOf(counts) : phase
}

/** S6.2, S6.3: a registration of a subject gets a seat and may lose it; what comes then is the clock's. */
export const seatFlow = workflow('seat', {
  label: '排考明细',
  start: ['unseated'],
  states: { unseated: state('未排考', 'neutral'), seated: state('待考试', 'waiting') },
  steps: {
    arrange: { label: '排考', from: ['unseated'], to: 'seated' },
    withdraw: { label: '撤回排考', from: ['seated'], to: 'unseated', asks: 'reason' },
  },
})
