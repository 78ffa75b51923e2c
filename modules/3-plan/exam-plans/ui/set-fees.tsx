import { Form, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import type { RawInputOf } from '#kit/pure/operation.ts'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field, FieldGroup } from '#kit/ui/form/operation-form.tsx'
import type { PlanDetail } from '../model.ts'
import { setFees } from '../operations.ts'

type Values = Record<string, unknown>
const Fee = ({ name, label }: { name: (string | number)[]; label: string }): ReactNode => (
  <div className="row">
    <div className="name">{label}</div>
    <Form.Item name={name}>
      <InputNumber className="jh-full" min={0} precision={2} suffix="元" aria-label={`${label} 费用`} />
    </Form.Item>
  </div>
)

/** 费用标准 and 缴费方式 (P-5.2.7-10), before and after 发布. */
export function SetFees({ of: p, onClose }: { of: PlanDetail; onClose(): void }): ReactNode {
  return (
    <FormDrawer
      op={setFees}
      title={`设置费用标准 ${p.name}`}
      open
      onClose={onClose}
      submit="保存"
      initial={{
        payMethod: p.payMethod ?? undefined,
        lines: p.lines.map((l) => ({
          id: l.id,
          fee: l.fee,
          subjects: l.subjects.map((s) => ({ id: s.id, fee: s.fee })),
        })),
      }}
      toInput={(v: Values) =>
        ({
          id: p.id,
          version: p.version,
          payMethod: v['payMethod'],
          lines: p.lines.map((l, i) => {
            const given = (v['lines'] as { fee?: unknown; subjects?: { fee?: unknown }[] }[] | undefined)?.[i]
            return {
              id: l.id,
              fee: given?.fee ?? null,
              subjects: l.subjects.map((s, j) => ({ id: s.id, fee: given?.subjects?.[j]?.fee ?? null })),
            }
          }),
        }) as RawInputOf<typeof setFees>
      }
      says={() => '已保存费用标准，已有的缴费申请单不变'}
    >
      {p.lines.map((l, i) => (
        <FieldGroup key={l.id} title={displayName(l.certName, l.certLevel)}>
          <div className="jh-times fees" role="group" aria-label={`${displayName(l.certName, l.certLevel)}的费用`}>
            <div className="head" aria-hidden>
              <span>报考方式</span>
              <span>费用</span>
            </div>
            <Fee name={['lines', i, 'fee']} label="按证书" />
            {l.subjects.map((s, j) => (
              <Fee key={s.id} name={['lines', i, 'subjects', j, 'fee']} label={`按科目 ${s.name}`} />
            ))}
          </div>
        </FieldGroup>
      ))}
      <Field name="payMethod" label="缴费方式" hint="有费用时必填：收款账户、线下或转账">
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </FormDrawer>
  )
}
