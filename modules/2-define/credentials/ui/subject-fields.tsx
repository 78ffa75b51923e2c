import { Form, Input, Select, type FormInstance } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { everyCandidate, type SubjectDetail } from '../model.ts'
import { listTargetTypes } from '../operations.ts'
import { findOwnCredentials } from './find-credentials.ts'
import { modeOptions, roomTypeOptions } from './options.ts'
import { SearchSelect } from './search-select.tsx'

/** Fields of 新增科目 and 编辑科目. */
export function SubjectFields({
  form,
  of,
}: {
  form: FormInstance<Record<string, unknown>>
  of: SubjectDetail | null
}): ReactNode {
  const chosen = Form.useWatch('credentialId', form) as string | undefined
  const credentialId = of?.credentialId ?? chosen
  const types = useAsk(listTargetTypes, { credentialId: credentialId ?? '' }, { skip: !credentialId })
  const options = useMemo(
    () => (credentialId ? (types.data?.types ?? []).map((t) => ({ value: t.id, label: t.name })) : []),
    [credentialId, types.data],
  )
  return (
    <>
      {of ? null : (
        <>
          <Field name="credentialId" label="证书" required>
            <SearchSelect label="证书" placeholder="请输入证书名称搜索后选择" find={findOwnCredentials} />
          </Field>
          <Field name="subjectNo" label="科目编号" hint="11位数字，前8位为证书编号；留空由系统编号">
            <Input maxLength={11} inputMode="numeric" />
          </Field>
        </>
      )}
      <Field name="name" label="科目名称" required hint="例如 笔试科目">
        <Input maxLength={100} />
      </Field>
      <Field name="mode" label="考试方式" required>
        <Select
          options={modeOptions}
          placeholder="请选择考试方式"
          onChange={(mode: string) => {
            if (!form.getFieldValue('roomType')) form.setFieldValue('roomType', `${mode}考场`)
          }}
        />
      </Field>
      <Field name="roomType" label="考场类型" required>
        <Select options={roomTypeOptions} placeholder="请选择考场类型" />
      </Field>
      <Field name="targetTypeIds" label="参考对象" hint={`不选择即为${everyCandidate}`}>
        <Select
          mode="multiple"
          options={options}
          placeholder={everyCandidate}
          disabled={!credentialId}
          notFoundContent="该证书还没有参考对象类型"
          optionFilterProp="label"
        />
      </Field>
      <Field name="fullScore" label="满分" required>
        <Input inputMode="decimal" maxLength={6} />
      </Field>
      <Field name="passScore" label="合格分" required hint="不大于满分">
        <Input inputMode="decimal" maxLength={6} />
      </Field>
    </>
  )
}
