import { Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import type { EnrolMode } from '#exam-plans'
import { useAsk } from '#kit/ui/ask.ts'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import type { PayChoices } from '../model.ts'
import { generateByCertificate, generateBySubject, payChoices } from '../operations.ts'

export const generating = { certificate: generateByCertificate, subject: generateBySubject } as const
type Chosen = PayChoices['plans'][number]['credentials'][number] | undefined

/** What the request will hold, before it is made. */
const forecast = (of: Chosen, mode: EnrolMode): string =>
  of === undefined
    ? '报考阶段内未缴费且未生成缴费申请单的报考数据'
    : of.total === null
      ? '该证书未设置费用标准，请联系培训评价组织'
      : `将生成 ${of.count} ${mode === 'certificate' ? '人' : '科次'}，总费用 ${of.total} 元`

/** 先选择考试计划再选择考核证书, 确定 (P-5.2.7-02, -03); what has nothing to pay in this mode is not offered. */
export function GeneratePayment(p: { mode: EnrolMode; onClose(): void; onMade(id: string): void }): ReactNode {
  const { mode } = p
  const asked = useAsk(payChoices, { mode })
  const plans = asked.data?.plans ?? []
  return (
    <FormModal
      op={generating[mode]}
      title={generating[mode].label}
      open
      onClose={p.onClose}
      submit="确定"
      says={(a) => `已生成缴费申请单 ${a.number}`}
      onDone={(a) => p.onMade(a.id)}
    >
      {(form) => <Fields form={form} mode={mode} plans={plans} loading={asked.isPending} />}
    </FormModal>
  )
}

function Fields(p: {
  form: Parameters<typeof Form.useWatch>[1]
  mode: EnrolMode
  plans: PayChoices['plans']
  loading: boolean
}): ReactNode {
  const planId = Form.useWatch('planId', p.form as never) as string | undefined
  const credentialId = Form.useWatch('credentialId', p.form as never) as string | undefined
  const plan = p.plans.find((x) => x.id === planId)
  const chosen = plan?.credentials.find((c) => c.id === credentialId)
  return (
    <>
      <Field name="planId" label="考试计划" required>
        <Select
          placeholder="请先选择考试计划"
          loading={p.loading}
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent={`报考阶段内没有${p.mode === 'certificate' ? '按证书' : '按科目'}报考且未缴费的考试计划`}
          options={p.plans.map((x) => ({ value: x.id, label: `${x.name}（${x.number}）` }))}
          onChange={() =>
            (p.form as { setFieldValue(name: string, value: unknown): void }).setFieldValue('credentialId', undefined)
          }
        />
      </Field>
      <Field name="credentialId" label="考核证书" required hint={forecast(chosen, p.mode)}>
        <Select
          placeholder={plan ? '请先选择考核证书' : '请先选择考试计划'}
          disabled={!plan}
          options={(plan?.credentials ?? []).map((c) => ({
            value: c.id,
            label: `${displayName(c.name, c.level)}（${c.certNo}）`,
          }))}
        />
      </Field>
    </>
  )
}
