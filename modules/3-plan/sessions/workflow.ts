import { phaseAt, phases } from '#kit/pure/phases.ts'
import { state, workflow, type Tone } from '#kit/pure/workflow.ts'
import type { Session } from './model.ts'

/** S15: 考试计划 (and every other procedure that brings a session into being) moves its session by these steps alone. */
export const sessionWorkflow = workflow('session', {
  label: '考试计划',
  start: ['draft'],
  states: {
    draft: state('未发布', 'neutral'),
    published: state('已发布', 'info'),
    cancelled: state('已取消', 'bad'),
  },
  steps: {
    publish: { label: '发布', from: ['draft'], to: 'published' },
    'change-times': { label: '修改时间', from: ['published'], to: 'published' },
    cancel: { label: '取消', from: ['published'], to: 'cancelled', asks: 'reason' },
  },
})

/** 当前阶段 of a published session (spec 7.2), first matching line. Absent bounds never match, so every door reads it. */
export const sessionPhases = phases('当前阶段', [
  { code: 'upcoming', label: '未开始', tone: 'neutral', before: 'registerStart' },
  { code: 'enrolling', label: '报考中', tone: 'info', until: 'registerEnd' },
  { code: 'awaiting-seating', label: '待排考', tone: 'waiting', before: 'arrangeStart' },
  { code: 'seating', label: '排考中', tone: 'planned', until: 'arrangeEnd' },
  { code: 'awaiting-exam', label: '待考试', tone: 'planned', before: 'firstStart' },
  { code: 'examining', label: '考试中', tone: 'planned', until: 'lastEnd' },
  { code: 'awaiting-scores', label: '待登记成绩', tone: 'waiting', before: 'scoreStart' },
  { code: 'scoring', label: '成绩登记中', tone: 'info', until: 'scoreEnd' },
  { code: 'awaiting-publication', label: '待公示', tone: 'waiting', before: 'publicStart' },
  { code: 'publication', label: '公示中', tone: 'info', until: 'publicEnd' },
  { code: 'over', label: '已结束', tone: 'neutral' },
])
type PhaseCode = (typeof sessionPhases.list)[number]['code']
/** 当前阶段 as lists show it: the state while 未发布 / 已取消, else the phase that the clock has brought. */
export type Stage = 'draft' | 'cancelled' | PhaseCode

export const stageOf = (s: Session, now: string): Stage =>
  s.status === 'published' ? phaseAt(sessionPhases, s as unknown as Record<string, string | null>, now) : s.status

export const stages: readonly { readonly code: Stage; readonly label: string; readonly tone: Tone }[] = [
  { code: 'draft', ...sessionWorkflow.states.draft },
  ...sessionPhases.list.map(({ code, label, tone }) => ({ code, label, tone })),
  { code: 'cancelled', ...sessionWorkflow.states.cancelled },
]
