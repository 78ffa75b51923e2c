import { phaseAt, phases } from '#kit/pure/phases.ts'
import type { Tone } from '#kit/pure/workflow.ts'
import type { ScoreStatus } from './model.ts'

/** S9: what the clock does with a score that is there. 公示期 is closed on both ends; one moment later the score is locked. */
export const recordedPhases = phases('成绩状态', [
  { code: 'recorded', label: '已登记', tone: 'info', before: 'publicStart' },
  { code: 'public', label: '公示中', tone: 'planned', until: 'publicEnd' },
  { code: 'locked', label: '已锁定', tone: 'good' },
])
export const scoreStatuses: readonly { readonly code: ScoreStatus; readonly label: string; readonly tone: Tone }[] = [
  { code: 'unrecorded', label: '未登记', tone: 'neutral' },
  ...recordedPhases.list.map(({ code, label, tone }) => ({ code, label, tone })),
]
export const scoreStatusLabel = (status: ScoreStatus): string =>
  scoreStatuses.find((s) => s.code === status)?.label ?? status

export const scoreStatusOf = (
  s: { readonly isRecorded: boolean; readonly publicStart: string; readonly publicEnd: string },
  now: string,
): ScoreStatus =>
  s.isRecorded ? phaseAt(recordedPhases, { publicStart: s.publicStart, publicEnd: s.publicEnd }, now) : 'unrecorded'
