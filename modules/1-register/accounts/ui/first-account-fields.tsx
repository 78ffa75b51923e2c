import { Input } from 'antd'
import type { ReactNode } from 'react'
import { Field, FieldGroup } from '#kit/ui/form/operation-form.tsx'

/** The first account of an organisation; its password goes by short message (P-1-08). */
export const FirstAccountFields = (): ReactNode => (
  <FieldGroup title="管理员账号">
    <Field name="loginName" label="账号" required hint="4至30位字母、数字或下划线">
      <Input maxLength={30} autoComplete="off" />
    </Field>
    <Field name="adminName" label="管理员姓名" required>
      <Input maxLength={50} />
    </Field>
    <Field name="adminMobile" label="管理员手机号" required hint="初始密码以短信发送">
      <Input maxLength={11} inputMode="tel" />
    </Field>
  </FieldGroup>
)
