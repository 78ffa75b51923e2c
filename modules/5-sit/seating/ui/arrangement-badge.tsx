import type { ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import { arrangementLabel, arrangementStatuses, type ArrangementStatus } from '../workflow.ts'

/** 状态 of a subject (S8). */
export const ArrangementBadge = ({ of }: { of: ArrangementStatus }): ReactNode => (
  <Badge tone={arrangementStatuses.find((s) => s.code === of)?.tone ?? 'neutral'}>{arrangementLabel(of)}</Badge>
)
