import type { ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import { resultStates, type ResultStatus } from '../model.ts'

/** 考核状态, and whether it can still change. */
export const ResultBadge = ({ of, isFinal }: { of: ResultStatus; isFinal: boolean }): ReactNode => (
  <Badge tone={resultStates[of].tone}>
    {resultStates[of].label}
    {isFinal || of === 'pending' ? '' : '（暂定）'}
  </Badge>
)
