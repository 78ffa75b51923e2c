import { Form, Input, Select, type FormInstance } from 'antd'
import { useCallback, useEffect, useRef, type ReactNode } from 'react'
import { listMajors, majorLabel } from '#credentials'
import { SearchSelect, type Choice } from '#credentials/ui'
import { ask } from '#kit/ui/client.ts'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { eduLevels } from '../model.ts'

type Values = Record<string, unknown>
export const optionsOf = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

/** 就读专业 is found by name or code; 专业层次 follows it. */
export function MajorFields({
  form,
  isRequired,
  known,
}: {
  form: FormInstance<Values>
  isRequired: boolean
  known: readonly Choice[]
}): ReactNode {
  const levels = useRef(new Map<string, string>())
  const find = useCallback(async (text: string): Promise<Choice[]> => {
    const { rows } = await ask(listMajors, { filter: text ? { text } : {}, size: 50, sort: 'code' })
    for (const m of rows) levels.current.set(m.id, m.eduLevel)
    return rows.map((m) => ({ value: m.id, label: majorLabel(m) }))
  }, [])
  const majorId = Form.useWatch('majorId', form) as string | undefined
  useEffect(() => {
    const level = majorId ? levels.current.get(majorId) : undefined
    if (level) form.setFieldValue('eduLevel', level)
  }, [majorId, form])
  return (
    <>
      <Field name="majorId" label="就读专业" required={isRequired} hint="专业名称-专业代码-专业版本">
        <SearchSelect label="就读专业" placeholder="请输入专业名称或专业代码搜索后选择" find={find} known={known} />
      </Field>
      <Field name="eduLevel" label="专业层次" required={isRequired} hint="与所选专业一致">
        <Select options={optionsOf(eduLevels)} placeholder="请选择专业层次" allowClear />
      </Field>
      <Field name="enrollYear" label="入学年份" required={isRequired}>
        <Input maxLength={4} inputMode="numeric" placeholder="例如 2020" />
      </Field>
    </>
  )
}
