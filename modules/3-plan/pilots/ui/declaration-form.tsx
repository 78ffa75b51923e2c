import { Form, Input, type FormInstance } from 'antd'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { plainLengthOf, RichTextInput, SearchSelect, type Choice } from '#credentials/ui'
import type { RawInputOf } from '#kit/pure/operation.ts'
import type { FieldProblem } from '#kit/pure/refusal.ts'
import { useAsk } from '#kit/ui/ask.ts'
import { ask } from '#kit/ui/client.ts'
import { Field, OperationForm } from '#kit/ui/form/operation-form.tsx'
import { useVoice } from '#kit/ui/talk.tsx'
import { mostWords, submittingProblems } from '../form-rules.ts'
import type { CarriedDeclaration, DeclarationDetail } from '../model.ts'
import { credentialForDeclaring, findOpenCredentials, submitDeclaration } from '../operations.ts'
import { MajorsField } from './majors-field.tsx'
import { SaveDraft } from './save-draft.tsx'
import './pilots.css'

type Values = Record<string, unknown>
type Row = { majorId: string; studentCount?: string; teacherCount?: string; applyCount?: string }
const rowsOf = (v: Values): Row[] => (v['majors'] as Row[] | undefined) ?? []
const textOf = (n: number | null): string | undefined => (n === null ? undefined : String(n))
const htmlOf = (v: unknown): string => (typeof v === 'string' ? v : '')
const wholeOf = (v: unknown): number | undefined => (/^\d+$/.test(String(v ?? '').trim()) ? Number(v) : undefined)
const typed = (v: unknown): number | undefined => (String(v ?? '').trim() === '' ? undefined : (wholeOf(v) ?? 0))

/** What the form begins with: what was typed before. */
const startOf = (d: Pick<CarriedDeclaration, 'applyTotal' | 'majors' | 'teacherInfo' | 'siteInfo'>): Values => ({
  applyTotal: textOf(d.applyTotal),
  majors: d.majors.map((m) => ({
    majorId: m.id,
    studentCount: textOf(m.studentCount),
    teacherCount: textOf(m.teacherCount),
    applyCount: textOf(m.applyCount),
  })),
  teacherInfo: d.teacherInfo,
  siteInfo: d.siteInfo,
})

export interface DeclarationFormProps {
  readonly plan: { readonly id: string; readonly year: number; readonly batch: string; readonly isByMajor: boolean }
  /** 编辑 of this record; without it 立即申报. */
  readonly of?: DeclarationDetail
  readonly onDone: (says: string) => void
  readonly onCancel: () => void
  readonly onTouched?: (touched: boolean) => void
}

/** 申报证书试点, both 申报方式 (P-4.3-05…13). 保存 keeps it as 未提交, 保存并提交 sends it to be reviewed. */
export function DeclarationForm({ plan, of, ...p }: DeclarationFormProps): ReactNode {
  const toInput = (v: Values): RawInputOf<typeof submitDeclaration> =>
    ({
      planId: plan.id,
      ...(of ? { id: of.id, version: of.version } : {}),
      credentialId: v['credentialId'],
      ...(plan.isByMajor ? {} : { applyTotal: v['applyTotal'] }),
      majors: rowsOf(v),
      teacherInfo: htmlOf(v['teacherInfo']),
      siteInfo: htmlOf(v['siteInfo']),
    }) as RawInputOf<typeof submitDeclaration>
  const check = (v: Values): FieldProblem[] =>
    submittingProblems(plan.isByMajor, {
      applyTotal: typed(v['applyTotal']),
      majors: rowsOf(v).map((m) => ({
        majorId: m.majorId,
        studentCount: typed(m.studentCount),
        teacherCount: typed(m.teacherCount),
        applyCount: typed(m.applyCount),
      })),
      teacherLength: plainLengthOf(htmlOf(v['teacherInfo'])),
      siteLength: plainLengthOf(htmlOf(v['siteInfo'])),
    })
  return (
    <div className="jh-declare">
      <OperationForm
        op={submitDeclaration}
        initial={of ? { credentialId: of.credentialId, ...startOf(of) } : { majors: [], teacherInfo: '', siteInfo: '' }}
        toInput={toInput}
        check={check}
        submit="保存并提交"
        says={() => ''}
        onDone={() => p.onDone('已提交，状态为待初审')}
        onCancel={p.onCancel}
        {...(p.onTouched ? { onTouched: p.onTouched } : {})}
        beside={<SaveDraft toInput={toInput} onDone={() => p.onDone('已保存，状态为未提交')} />}
      >
        {(form) => <Fields form={form} plan={plan} {...(of ? { of } : {})} />}
      </OperationForm>
    </div>
  )
}

function Fields({
  form,
  plan,
  of,
}: Pick<DeclarationFormProps, 'plan' | 'of'> & { form: FormInstance<Values> }): ReactNode {
  const voice = useVoice()
  const credentialId = Form.useWatch('credentialId', form) as string | undefined
  const rows = (Form.useWatch('majors', form) as Row[] | undefined) ?? []
  const chosen = useAsk(
    credentialForDeclaring,
    { planId: plan.id, credentialId: credentialId ?? '' },
    { skip: !credentialId },
  )
  const credential = credentialId && chosen.data?.id === credentialId ? chosen.data : null
  const find = useCallback(
    async (text: string): Promise<Choice[]> =>
      (await ask(findOpenCredentials, { planId: plan.id, ...(text ? { text } : {}) })).credentials.map((c) => ({
        value: c.id,
        label: displayName(c.name, c.level),
      })),
    [plan.id],
  )
  const known = useMemo(
    () => (of ? [{ value: of.credentialId, label: displayName(of.certName, of.certLevel) }] : []),
    [of],
  )
  const sum = rows.reduce((s, m) => s + (wholeOf(m?.applyCount) ?? 0), 0)
  // S2.12: what a finished plan left behind is put into the form once, when its certificate is chosen.
  const carried = of ? null : (credential?.carried ?? null)
  const filled = useRef<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  useEffect(() => {
    if (!carried || filled.current === carried.id) return
    filled.current = carried.id
    form.setFieldsValue(startOf(carried))
    setFrom(carried.batch)
    voice.say(`已带入${carried.batch}未完成的申报`)
  }, [carried, form, voice])
  const isTaken = credential?.isDeclared === true && credential.id !== of?.credentialId
  return (
    <>
      <Form.Item label="申报年度" required htmlFor="declare-year">
        <Input id="declare-year" readOnly value={plan.year} />
      </Form.Item>
      <Form.Item label="申报批次" required htmlFor="declare-batch">
        <Input id="declare-batch" readOnly value={plan.batch} />
      </Form.Item>
      <Form.Item
        name="credentialId"
        label="选择试点证书"
        required
        extra={
          isTaken ? (
            <span className="jh-wrong">该证书该等级本年度已申报，不能重复申报</span>
          ) : from && carried ? (
            `该证书在${from}的申报没有完成，保存后转入本批次`
          ) : credential ? (
            `颁证机构：${credential.awardingBodyName}`
          ) : undefined
        }
      >
        <SearchSelect
          label="选择试点证书"
          placeholder="请输入证书名称搜索后选择"
          find={find}
          known={known}
          onChange={() => form.setFieldsValue({ majors: [] })}
        />
      </Form.Item>
      {plan.isByMajor ? (
        <Form.Item label="申请培训总人数" required htmlFor="declare-total" extra="由各专业的申请培训人数自动相加">
          <Input id="declare-total" readOnly value={sum} />
        </Form.Item>
      ) : (
        <Field name="applyTotal" label="申请培训总人数" required>
          <Input inputMode="numeric" maxLength={6} placeholder="请输入申请培训总人数" />
        </Field>
      )}
      <MajorsField of={credential?.majors ?? []} isByMajor={plan.isByMajor} isReady={credential !== null} />
      <Field name="teacherInfo" label="师资情况" required>
        <RichTextInput label="师资情况" most={mostWords} />
      </Field>
      <Field name="siteInfo" label="场地情况" required>
        <RichTextInput label="场地情况" most={mostWords} />
      </Field>
    </>
  )
}
