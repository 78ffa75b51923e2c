import { Button, Form } from 'antd'
import type { ReactNode } from 'react'
import type { AnswerOf, RawInputOf } from '#kit/pure/operation.ts'
import { useAct } from '#kit/ui/ask.ts'
import { RefusedError } from '#kit/ui/client.ts'
import { placed, problemsOf } from '#kit/ui/form/problems.ts'
import { useVoice } from '#kit/ui/talk.tsx'
import { saveDeclaration } from '../operations.ts'

type Values = Record<string, unknown>
/** 保存 beside 保存并提交: the same form, kept as 未提交 (P-4.3-11); messages stand under the same fields. */
export function SaveDraft(p: {
  toInput(values: Values): RawInputOf<typeof saveDeclaration>
  onDone(answer: AnswerOf<typeof saveDeclaration>): void
}): ReactNode {
  const form = Form.useFormInstance<Values>()
  const voice = useVoice()
  const { press, pending } = useAct(saveDeclaration)
  const show = (problems: readonly { path: string; message: string }[]): boolean => {
    const { on, above } = placed(
      problems,
      form.getFieldsError().map((f) => f.name as (string | number)[]),
    )
    form.setFields(on as Parameters<typeof form.setFields>[0])
    for (const message of above) voice.say(message)
    return on.length > 0 || above.length > 0
  }
  const save = async (): Promise<void> => {
    form.setFields(
      form.getFieldsError().map((f) => ({ name: f.name, errors: [] })) as Parameters<typeof form.setFields>[0],
    )
    const input = p.toInput(form.getFieldsValue(true) as Values)
    const judged = saveDeclaration.input.safeParse(input)
    if (!judged.success) return void show(problemsOf(judged.error))
    try {
      p.onDone(await press(input))
    } catch (e) {
      if (e instanceof RefusedError && e.answer.fields?.length && show(e.answer.fields)) return
      voice.tell(e)
    }
  }
  return (
    <Button loading={pending} onClick={() => void save()}>
      保存
    </Button>
  )
}
