import type { ReactNode } from 'react'
import { Badge, StateBadge } from '#kit/ui/badge.tsx'
import type { PayStatus } from '../model.ts'
import { enrolmentFlow, enrolmentStatuses, type EnrolmentStatus } from '../workflow.ts'

/** 报考状态 */
export const EnrolmentBadge = ({ of }: { of: EnrolmentStatus }): ReactNode => {
  const s = enrolmentStatuses.find((x) => x.code === of)
  return <Badge tone={s?.tone ?? 'neutral'}>{s?.label ?? of}</Badge>
}
/** 缴费标识 */
export const PayBadge = ({ of }: { of: PayStatus }): ReactNode => <StateBadge of={enrolmentFlow} state={of} />
