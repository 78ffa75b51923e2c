import { Button, Checkbox, Form, InputNumber, Select, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { displayName, targetLabel } from '#credentials'
import { InstantInput } from '#kit/ui/form/dates.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { enrolModes, type PlanChoices } from '../model.ts'
import type { LineValue, SubjectValue, Values } from './plan-values.ts'

/** Certificates one below the other; a certificate brings all its published subjects along. */
export function Lines({ form, choices }: { form: FormInstance<Values>; choices: PlanChoices }): ReactNode {
  const lines = (Form.useWatch('lines', form) as LineValue[] | undefined) ?? []
  const taken = new Set(lines.map((l) => l?.credentialId))
  return (
    <Form.List name="lines">
      {(rows, { add, remove }) => (
        <>
          {rows.map((row) => {
            const line = lines[row.name]
            return (
              <div className="jh-line" key={row.key} role="group" aria-label={`考试证书 ${row.name + 1}`}>
                <Field name={[row.name, 'credentialId']} label="考试证书" required>
                  <Select
                    placeholder="请选择考试证书"
                    showSearch={{ optionFilterProp: 'label' }}
                    notFoundContent="没有已发布的证书"
                    options={choices.credentials
                      .filter((c) => c.id === line?.credentialId || !taken.has(c.id))
                      .map((c) => ({ value: c.id, label: `${c.certNo} ${displayName(c.certName, c.certLevel)}` }))}
                    onChange={(id: string) =>
                      form.setFieldValue(
                        ['lines', row.name, 'subjects'],
                        choices.credentials
                          .find((c) => c.id === id)
                          ?.subjects.map((s) => ({ subjectId: s.subjectId })) ?? [],
                      )
                    }
                  />
                </Field>
                <div className="jh-pairs">
                  <Field name={[row.name, 'modes']} label="报考方式" required>
                    <Modes />
                  </Field>
                  <Field name={[row.name, 'fee']} label="按证书费用" hint="元，不收费填 0">
                    <InputNumber className="jh-full" min={0} precision={2} />
                  </Field>
                </div>
                <Subjects line={row.name} of={choices.credentials.find((c) => c.id === line?.credentialId)} />
                {rows.length > 1 ? (
                  <p className="jh-para">
                    <button type="button" className="jh-link danger" onClick={() => remove(row.name)}>
                      移除这个证书
                    </button>
                  </p>
                ) : null}
              </div>
            )
          })}
          <Button className="jh-para" onClick={() => add({ modes: ['certificate', 'subject'], subjects: [] })}>
            添加考试证书
          </Button>
        </>
      )}
    </Form.List>
  )
}

/** antd would hand aria-required on to a group, which may not carry it. */
const Modes = ({
  id,
  value,
  onChange,
}: {
  id?: string
  value?: string[]
  onChange?: (v: string[]) => void
}): ReactNode => (
  <Checkbox.Group
    {...(id ? { id } : {})}
    value={value ?? []}
    onChange={(v) => onChange?.(v)}
    options={Object.entries(enrolModes).map(([code, label]) => ({ value: code, label }))}
  />
)

function Subjects({ line, of }: { line: number; of: PlanChoices['credentials'][number] | undefined }): ReactNode {
  const form = Form.useFormInstance<Values>()
  const values = (Form.useWatch(['lines', line, 'subjects'], form) as SubjectValue[] | undefined) ?? []
  const left = (of?.subjects ?? []).filter((s) => !values.some((v) => v?.subjectId === s.subjectId))
  return (
    <Form.List name={[line, 'subjects']}>
      {(rows, { add, remove }) => (
        <>
          <div className="jh-times" role="group" aria-label="考试科目">
            <div className="head" aria-hidden>
              <span>考试科目</span>
              <span>考试开始时间</span>
              <span>考试结束时间</span>
              <span>按科目费用</span>
              <span>操作</span>
            </div>
            {rows.length === 0 ? (
              <div className="row jh-hint">{of ? '请添加考试科目' : '选择考试证书后列出科目'}</div>
            ) : null}
            {rows.map((row) => {
              const subject = of?.subjects.find((s) => s.subjectId === values[row.name]?.subjectId)
              const name = subject?.name ?? '未发布的科目'
              return (
                <div className="row" key={row.key}>
                  <div className="name">
                    {name}
                    {subject ? (
                      <div className="jh-hint">
                        {subject.mode} · {targetLabel(subject.targetNames)}
                      </div>
                    ) : null}
                    <Form.Item name={[row.name, 'subjectId']}>
                      <input type="hidden" />
                    </Form.Item>
                  </div>
                  <Timed name={[row.name, 'startsAt']} label={`${name} 考试开始时间`} />
                  <Timed name={[row.name, 'endsAt']} label={`${name} 考试结束时间`} />
                  <div>
                    <span className="small">按科目费用</span>
                    <Form.Item name={[row.name, 'fee']}>
                      <InputNumber className="jh-full" min={0} precision={2} aria-label={`${name} 按科目费用`} />
                    </Form.Item>
                  </div>
                  <button type="button" className="jh-link danger" onClick={() => remove(row.name)}>
                    删除<span className="jh-hidden">{name}</span>
                  </button>
                </div>
              )
            })}
          </div>
          {left.map((s) => (
            <Button key={s.subjectId} className="jh-para" size="small" onClick={() => add({ subjectId: s.subjectId })}>
              添加{s.name}
            </Button>
          ))}
        </>
      )}
    </Form.List>
  )
}
export const Timed = ({
  name,
  label,
  disabled = false,
}: {
  name: (string | number)[]
  label: string
  disabled?: boolean
}): ReactNode => (
  <div>
    <span className="small">{label.split(' ').at(-1)}</span>
    <Form.Item name={name}>
      <Labelled label={label} disabled={disabled} />
    </Form.Item>
  </div>
)
/** The picker of a table's cell: named for those who hear the page. */
const Labelled = ({
  label,
  disabled,
  ...given
}: {
  label: string
  disabled: boolean
  value?: string
  onChange?: (v: string | undefined) => void
  id?: string
}): ReactNode => (
  <>
    <label className="jh-hidden" htmlFor={given.id}>
      {label}
    </label>
    <InstantInput {...given} disabled={disabled} />
  </>
)
