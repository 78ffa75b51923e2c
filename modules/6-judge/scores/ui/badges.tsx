import type { ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import type { ScoreStatus } from '../model.ts'
import { scoreStatuses } from '../workflow.ts'

/** 成绩状态 */
export function ScoreBadge({ of }: { of: ScoreStatus }): ReactNode {
  const s = scoreStatuses.find((x) => x.code === of)
  return <Badge tone={s?.tone ?? 'neutral'}>{s?.label ?? of}</Badge>
}
/** 是否合格 */
export const PassBadge = ({ of }: { of: boolean | null }): ReactNode =>
  of === null ? '—' : <Badge tone={of ? 'good' : 'bad'}>{of ? '合格' : '不合格'}</Badge>
