import { Input } from 'antd'
import type { ReactNode } from 'react'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { confirmPayments } from '../operations.ts'

/** 批量确认缴费, asked before the act with its consequence (P-0-08, P-5.2.7-08). */
export const ConfirmPayments = (p: { ids: string[]; onClose(): void; onDone(): void }): ReactNode => (
  <FormModal
    op={confirmPayments}
    title={`确认缴费 ${p.ids.length} 笔`}
    open
    onClose={p.onClose}
    submit={`确认缴费 ${p.ids.length} 笔`}
    toInput={(v) => ({ ids: p.ids, remark: v['remark'] })}
    says={(a) => `已确认缴费 ${a.confirmed} 笔`}
    onDone={p.onDone}
  >
    <p>{confirmPayments.confirm}</p>
    <Field name="remark" label="备注">
      <Input maxLength={200} placeholder="到账日期、付款账户等，可不填" />
    </Field>
  </FormModal>
)
