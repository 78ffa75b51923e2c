import { Form, Input, Radio, type FormInstance } from 'antd'
import { useCallback, useMemo, type ReactNode } from 'react'
import { RichTextInput, SearchSelectMany, type Choice } from '#credentials/ui'
import { examBounds } from '#sessions'
import { useAsk } from '#kit/ui/ask.ts'
import { ask } from '#kit/ui/client.ts'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { Field, FieldGroup, OperationForm } from '#kit/ui/form/operation-form.tsx'
import { Panel } from '#kit/ui/header.tsx'
import { draftProblems, sittingsOf } from '../rules.ts'
import type { PlanChoices, PlanDetail } from '../model.ts'
import { planChoices, savePlan, schoolChoices } from '../operations.ts'
import { Lines } from './line-fields.tsx'
import { catalogueOf, draftIn, startOf, toInput, windowsIn, type LineValue, type Values } from './plan-values.ts'
import { WindowFields } from './window-fields.tsx'
import { WindowsPicture } from './windows-picture.tsx'
import './plans.css'

/** 新增 and 编辑 of a plan that is 未发布 (S15.1): what is there is judged as it is typed, what is missing may come later. */
export function PlanForm(p: { of: PlanDetail | null; onDone(id: string): void; onCancel(): void }): ReactNode {
  const choices = useAsk(planChoices, {})
  if (choices.isError && !choices.data) return <Failure error={choices.error} retry={() => void choices.refetch()} />
  const of = choices.data
  if (!of) return <Skeleton />
  return (
    <Panel>
      <div className="jh-plan">
        <OperationForm
          op={savePlan}
          submit="保存"
          initial={startOf(p.of, of.now)}
          toInput={(v) => toInput(v, p.of)}
          check={(v) => draftProblems(draftIn(v), catalogueOf(of))}
          says={() => '已保存，状态为未发布'}
          onDone={(a) => p.onDone(a.id)}
          onCancel={p.onCancel}
        >
          {(form) => <Fields form={form} choices={of} of={p.of} now={of.now} />}
        </OperationForm>
      </div>
    </Panel>
  )
}

function Fields({
  form,
  choices,
  of,
  now,
}: {
  form: FormInstance<Values>
  choices: PlanChoices
  of: PlanDetail | null
  now: string
}): ReactNode {
  const values = (Form.useWatch([], form) as Values | undefined) ?? {}
  return (
    <>
      <div className="jh-pairs">
        <Field name="name" label="考试计划名称" required>
          <Input maxLength={100} />
        </Field>
        <Field name="year" label="年度" required hint="与试点年度一致">
          <Input maxLength={4} inputMode="numeric" />
        </Field>
      </div>
      <FieldGroup title="时间安排">
        <WindowFields />
        <div className="jh-para">
          <WindowsPicture of={{ ...windowsIn(values), ...examBounds(sittingsOf(draftIn(values).lines)) }} now={now} />
        </div>
      </FieldGroup>
      <FieldGroup title="考试证书">
        <Lines form={form} choices={choices} />
      </FieldGroup>
      <FieldGroup title="参考院校">
        <Schools form={form} of={of} />
      </FieldGroup>
      <FieldGroup title="缴费与考试须知">
        <Field name="isPayRequired" label="是否需要缴费后排考" required>
          <Radio.Group
            options={[
              { value: true, label: '是' },
              { value: false, label: '否' },
            ]}
          />
        </Field>
        <Field name="payMethod" label="缴费方式" hint="有费用时必填：收款账户、线下或转账">
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Field>
        <Field name="notice" label="考试须知" hint="印在准考证上">
          <RichTextInput label="考试须知" />
        </Field>
      </FieldGroup>
    </>
  )
}

function Schools({ form, of }: { form: FormInstance<Values>; of: PlanDetail | null }): ReactNode {
  const isAll = Form.useWatch('isAllSchools', form) as boolean | undefined
  const lines = Form.useWatch('lines', form) as LineValue[] | undefined
  const ids = JSON.stringify((lines ?? []).flatMap((l) => (l?.credentialId ? [l.credentialId] : [])))
  const find = useCallback(
    async (name: string): Promise<Choice[]> =>
      (await ask(schoolChoices, { credentialIds: JSON.parse(ids) as string[], ...(name ? { name } : {}) })).schools.map(
        (s) => ({ value: s.id, label: s.name }),
      ),
    [ids],
  )
  const known = useMemo(() => (of?.schools ?? []).map((s) => ({ value: s.id, label: s.name })), [of])
  return (
    <>
      <Field name="isAllSchools" label="参考院校" required>
        <Radio.Group
          options={[
            { value: true, label: '全部试点院校' },
            { value: false, label: '指定院校' },
          ]}
        />
      </Field>
      {isAll === false ? (
        <Field name="schoolIds" label="指定院校" required hint="先选择考试证书；只列出有所选证书试点资格的院校">
          <SearchSelectMany label="指定院校" placeholder="请输入院校名称搜索后选择" find={find} known={known} />
        </Field>
      ) : null}
    </>
  )
}
