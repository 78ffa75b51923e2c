import { Form, Input, Radio, type FormInstance } from 'antd'
import { useCallback, useMemo, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { SearchSelectMany, type Choice } from '#credentials/ui'
import { ask } from '#kit/ui/client.ts'
import { InstantInput } from '#kit/ui/form/dates.tsx'
import { FormDrawer, FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { planScopes, type OpenCredential, type PlanDetail, type PlanRow } from '../model.ts'
import { addPlan, changePlanTimes, editPlan, findPublishedCredentials } from '../operations.ts'

const yesOrNo = [
  { value: true, label: '是' },
  { value: false, label: '否' },
]
const scopes = Object.entries(planScopes).map(([value, label]) => ({ value, label }))
export const choiceOf = (c: OpenCredential): Choice => ({
  value: c.id,
  label: `${c.certNo} ${displayName(c.name, c.level)}`,
})

function Fields({
  form,
  known,
}: {
  form: FormInstance<Record<string, unknown>>
  known: readonly OpenCredential[]
}): ReactNode {
  const find = useCallback(
    async (text: string): Promise<Choice[]> =>
      (await ask(findPublishedCredentials, text ? { text } : {})).credentials.map(choiceOf),
    [],
  )
  const choices = useMemo(() => known.map(choiceOf), [known])
  const scope = Form.useWatch('scope', form) as string | undefined
  return (
    <>
      <Field name="year" label="申报年度" required>
        <Input maxLength={4} inputMode="numeric" />
      </Field>
      <Field name="batch" label="申报批次" required hint="例如 第一批，同一年度不能重复">
        <Input maxLength={30} />
      </Field>
      <Field name="startAt" label="申报开始时间" required>
        <InstantInput />
      </Field>
      <Field name="endAt" label="申报结束时间" required>
        <InstantInput />
      </Field>
      <Field name="isByMajor" label="是否要求按专业填报" required>
        <Radio.Group aria-label="是否要求按专业填报" options={yesOrNo} />
      </Field>
      <Field name="needsCityReview" label="是否要求地市级教育局审批" required>
        <Radio.Group aria-label="是否要求地市级教育局审批" options={yesOrNo} />
      </Field>
      <Field name="scope" label="开放证书范围" required>
        <Radio.Group aria-label="开放证书范围" options={scopes} />
      </Field>
      {scope === 'some' ? (
        <Field name="credentialIds" label="开放的证书" required>
          <SearchSelectMany label="开放的证书" placeholder="请输入证书名称搜索后选择" find={find} known={choices} />
        </Field>
      ) : null}
    </>
  )
}

/** 新增申报计划 and 编辑 of the province (P-4.3-22). */
export const AddPlan = (p: { open: boolean; onClose(): void }): ReactNode => (
  <FormDrawer
    op={addPlan}
    title="新增申报计划"
    open={p.open}
    onClose={p.onClose}
    submit="保存"
    initial={{ isByMajor: true, needsCityReview: false, scope: 'all', credentialIds: [] }}
    says={() => '已保存，发布后本省院校可以看到'}
  >
    {(form) => <Fields form={form} known={[]} />}
  </FormDrawer>
)
export const EditPlan = ({ of, onClose }: { of: PlanDetail; onClose(): void }): ReactNode => (
  <FormDrawer
    op={editPlan}
    title={`编辑申报计划 ${of.year}年${of.batch}`}
    open
    onClose={onClose}
    submit="保存"
    initial={{
      year: String(of.year),
      batch: of.batch,
      startAt: of.startAt,
      endAt: of.endAt,
      isByMajor: of.isByMajor,
      needsCityReview: of.needsCityReview,
      scope: of.scope,
      credentialIds: of.credentials.map((c) => c.id),
    }}
    toInput={(v) => ({ ...v, id: of.id, version: of.version }) as never}
    says={() => '已保存'}
  >
    {(form) => <Fields form={form} known={of.credentials} />}
  </FormDrawer>
)
/** 修改申报时间 of a published plan (S1.5). */
export const ChangeTimes = ({ of, onClose }: { of: PlanRow; onClose(): void }): ReactNode => (
  <FormModal
    op={changePlanTimes}
    title={`修改申报时间 ${of.year}年${of.batch}`}
    open
    onClose={onClose}
    submit="保存"
    initial={{ startAt: of.startAt, endAt: of.endAt }}
    toInput={(v) => ({ ...v, id: of.id, version: of.version }) as never}
    says={() => '已修改申报时间，已通知本省院校'}
  >
    <Field
      name="startAt"
      label="申报开始时间"
      required
      hint={of.phase === 'upcoming' ? undefined : '申报已开始，不能修改'}
    >
      <InstantInput disabled={of.phase !== 'upcoming'} />
    </Field>
    <Field name="endAt" label="申报结束时间" required>
      <InstantInput />
    </Field>
  </FormModal>
)
