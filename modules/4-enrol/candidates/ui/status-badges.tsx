import type { ReactNode } from 'react'
import { Badge, StateBadge } from '#kit/ui/badge.tsx'
import type { CandidateStatus } from '../model.ts'
import { candidateFlow } from '../workflow.ts'

/** 信息状态 with its marks: 认证中 stands for 信息待认证 while a comparison runs (S5.4), 信息不完善 beside any state (A45). */
export const CandidateStatusBadges = (p: {
  status: CandidateStatus
  isCertifying: boolean
  isIncomplete: boolean
}): ReactNode => (
  <span className="jh-row">
    {p.isCertifying ? <Badge tone="info">认证中</Badge> : <StateBadge of={candidateFlow} state={p.status} />}
    {p.isIncomplete ? (
      <span title="信息不完善">
        <Badge tone="bad">不完善</Badge>
      </span>
    ) : null}
  </span>
)
