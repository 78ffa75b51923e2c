import { Input } from 'antd'
import type { ReactNode } from 'react'
import { changePassword } from '#accounts'
import { entrancePath } from './entrances.ts'
import { Field, OperationForm } from '../../kit/ui/form/operation-form.tsx'
import { PageHeader, Panel } from '../../kit/ui/header.tsx'
import { usePrincipal } from '../../kit/ui/me.ts'

/** 修改密码 (P-1-05) ends every session, this one too; the only page there is while a first or reset password is in use. */
export function ChangePassword(): ReactNode {
  const { actor, mustChangePassword: forced } = usePrincipal()
  return (
    <>
      <PageHeader
        title="修改密码"
        context={forced ? '正在使用初始密码：设置新密码后才能使用其他功能' : '修改后所有登录都会结束，用新密码重新登录'}
      />
      <Panel>
        <OperationForm
          op={changePassword}
          submit="修改密码"
          says={() => ''}
          toInput={({ again: _, ...v }) => v as never}
          check={(v) => (v['again'] === v['newPassword'] ? [] : [{ path: 'again', message: '两次输入的新密码不一致' }])}
          onDone={() => location.assign(`${entrancePath(actor)}?changed=1`)}
        >
          <Field name="oldPassword" label="原密码" required>
            <Input.Password autoComplete="current-password" />
          </Field>
          <Field name="newPassword" label="新密码" required hint="至少8位，包含字母和数字，与账号无关">
            <Input.Password autoComplete="new-password" />
          </Field>
          <Field name="again" label="再输一次" required>
            <Input.Password autoComplete="new-password" />
          </Field>
        </OperationForm>
      </Panel>
    </>
  )
}
