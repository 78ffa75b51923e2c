import { Button, Form, type FormInstance } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { AnswerOf, Operation, RawInputOf } from '../../pure/operation.ts'
import type { FieldProblem, RefusalAnswer } from '../../pure/refusal.ts'
import { useAct } from '../ask.ts'
import { RefusedError } from '../client.ts'
import { phone, useMedia } from '../keys.ts'
import { RefusalNote } from '../refusal-note.tsx'
import { useVoice } from '../talk.tsx'
import { placed, problemsOf } from './problems.ts'

type Values = Record<string, unknown>
export interface OperationFormProps<O extends Operation> {
  readonly op: O
  readonly initial?: Values | undefined
  /** From the form's values to the operation's input; otherwise the values are the input. */
  readonly toInput?: (values: Values) => RawInputOf<O>
  /** What the operation's schema cannot see: two fields that must agree. */
  readonly check?: (values: Values) => readonly FieldProblem[]
  /** Word on the button: 保存, 提交审核. */
  readonly submit?: string
  readonly onDone?: (answer: AnswerOf<O>) => void
  readonly onRefused?: (answer: RefusalAnswer) => void
  readonly onCancel?: () => void
  /** An empty sentence says nothing. */
  readonly says?: (answer: AnswerOf<O>) => string
  /** Told when the person has typed something that is not saved. */
  readonly onTouched?: (touched: boolean) => void
  /** Labels above the fields, and one wide button: sign-in and the like. */
  readonly narrow?: boolean
  /** Further buttons left of the submit. */
  readonly beside?: ReactNode
  /** Fields; a function gets the form when one field depends on another. */
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode)
}

/**
 * The form of one operation. Its input schema judges in the browser first and on the server again, with the same words;
 * messages stand under their fields, the first wrong one gets the focus (P-0-11), and what was typed stays.
 */
export function OperationForm<O extends Operation>(p: OperationFormProps<O>): ReactNode {
  const [form] = Form.useForm<Values>()
  const { press, pending } = useAct(p.op)
  const voice = useVoice()
  const box = useRef<HTMLDivElement>(null)
  const small = useMedia(phone) || p.narrow === true
  const [note, setNote] = useState<{ answer: RefusalAnswer; others: string[] } | null>(null)
  const touched = useRef(false)
  const touch = (now: boolean): void => {
    if (touched.current !== now) p.onTouched?.(now)
    touched.current = now
  }
  useEffect(() => {
    const ask = (e: BeforeUnloadEvent): void => {
      if (touched.current) e.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [])
  const show = (answer: RefusalAnswer, problems: readonly FieldProblem[]): void => {
    const fields = form.getFieldsError().map((f) => f.name as (string | number)[])
    const { on, above } = placed(problems, fields)
    form.setFields(on as Parameters<typeof form.setFields>[0])
    setNote(on.length > 0 && above.length === 0 && answer.code === 'invalid' ? null : { answer, others: above })
    requestAnimationFrame(() => {
      const wrong = box.current?.querySelector<HTMLElement>(
        '.ant-form-item-has-error :is(input, textarea, button, [tabindex="0"]), [aria-invalid="true"]',
      )
      wrong?.focus()
      wrong?.scrollIntoView({ block: 'center' })
    })
  }
  const send = async (values: Values): Promise<void> => {
    const input = p.toInput ? p.toInput(values) : (values as RawInputOf<O>)
    form.setFields(
      form.getFieldsError().map((f) => ({ name: f.name, errors: [] })) as Parameters<typeof form.setFields>[0],
    )
    const judged = p.op.input.safeParse(input)
    const problems = [...(judged.success ? [] : problemsOf(judged.error)), ...(p.check?.(values) ?? [])]
    if (problems.length > 0) return show({ code: 'invalid', says: '填写内容有误' }, problems)
    try {
      const answer = await press(input)
      setNote(null)
      touch(false)
      const said = p.says ? p.says(answer) : `已${p.submit ?? p.op.label}`
      if (said) voice.say(said)
      p.onDone?.(answer)
    } catch (e) {
      if (!(e instanceof RefusedError)) return voice.tell(e)
      show(e.answer, e.answer.fields ?? [])
      p.onRefused?.(e.answer)
    }
  }
  return (
    <div ref={box} className={p.narrow ? 'jh-form narrow' : 'jh-form'}>
      <Form<Values>
        form={form}
        layout={small ? 'vertical' : 'horizontal'}
        labelCol={small ? {} : { flex: '112px' }}
        labelAlign="left"
        labelWrap
        colon={false}
        initialValues={p.initial ?? {}}
        onValuesChange={() => touch(true)}
        onFinish={(values) => void send(values)}
        scrollToFirstError
      >
        {note ? <RefusalNote answer={note.answer} others={note.others} /> : null}
        {typeof p.children === 'function' ? p.children(form) : p.children}
        <div className="jh-save">
          {p.onCancel ? <Button onClick={p.onCancel}>取消</Button> : null}
          {p.beside}
          <Button type="primary" htmlType="submit" loading={pending}>
            {p.submit ?? p.op.label}
          </Button>
        </div>
      </Form>
    </div>
  )
}

/** One line of a form. Messages come from the operation's schema, so no rules are written here. */
export const Field = (p: {
  name: string | (string | number)[]
  label: string
  required?: boolean
  hint?: ReactNode
  children: ReactNode
}): ReactNode => (
  <Form.Item name={p.name} label={p.label} required={p.required ?? false} {...(p.hint ? { extra: p.hint } : {})}>
    {p.children}
  </Form.Item>
)

export const FieldGroup = ({ title, children }: { title: string; children: ReactNode }): ReactNode => (
  <fieldset className="jh-group">
    <legend>{title}</legend>
    {children}
  </fieldset>
)
