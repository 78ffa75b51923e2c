import type { ReactNode } from 'react'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { PaymentRow } from '../model.ts'
import { deletePayment } from '../operations.ts'
import { words } from '../words.ts'

/** After 排考开始 no new request can be made (spec 7.1). */
const late = '排考已开始，删除后不能再生成新的缴费申请单。'

/** 删除: 未确认 only (P-5.2.7-07). */
export const DeletePayment = (p: {
  of: Pick<PaymentRow, 'id' | 'number' | 'status' | 'isArrangeBegun'>
  look: 'link-danger' | 'danger'
  onGone?: () => void
}): ReactNode => (
  <OperationButton
    op={deletePayment}
    input={{ id: p.of.id }}
    look={p.look}
    blocked={p.of.status === 'confirmed' ? words['confirmed-stays'].says : undefined}
    confirm={`${p.of.isArrangeBegun ? late : ''}${deletePayment.confirm}`}
    says={() => `已删除缴费申请单 ${p.of.number}`}
    {...(p.onGone ? { onDone: p.onGone } : {})}
  />
)
