import { Button, Form } from 'antd'
import type { ReactNode } from 'react'
import type { RawInputOf } from '#kit/pure/operation.ts'
import { useAct } from '#kit/ui/ask.ts'
import { RefusedError } from '#kit/ui/client.ts'
import { placed, problemsOf } from '#kit/ui/form/problems.ts'
import { useVoice } from '#kit/ui/talk.tsx'
import { saveSite } from '../operations.ts'

type Values = Record<string, unknown>
type Input = RawInputOf<typeof saveSite>

/** 保存 beside 提交并保存: the same form kept as it is, finished or not; messages stand under the same fields. */
export function SaveDraft(p: { toInput(values: Values): Input; onDone(): void }): ReactNode {
  const form = Form.useFormInstance<Values>()
  const voice = useVoice()
  const { press, pending } = useAct(saveSite)
  const show = (problems: readonly { path: string; message: string }[]): void => {
    const fields = form.getFieldsError().map((f) => f.name as (string | number)[])
    const { on, above } = placed(problems, fields)
    form.setFields(on as Parameters<typeof form.setFields>[0])
    for (const message of above) voice.say(message)
  }
  const save = async (): Promise<void> => {
    form.setFields(
      form.getFieldsError().map((f) => ({ name: f.name, errors: [] })) as Parameters<typeof form.setFields>[0],
    )
    const input = p.toInput(form.getFieldsValue(true) as Values)
    const judged = saveSite.input.safeParse(input)
    if (!judged.success) return show(problemsOf(judged.error))
    try {
      await press(input)
      p.onDone()
    } catch (e) {
      if (e instanceof RefusedError && e.answer.fields?.length) show(e.answer.fields)
      else voice.tell(e)
    }
  }
  return (
    <Button loading={pending} onClick={() => void save()}>
      保存
    </Button>
  )
}
