import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { changePassword } from '#accounts'
import { Field, OperationForm } from '../../kit/ui/form/operation-form.tsx'
import { PageHeader, Panel } from '../../kit/ui/header.tsx'
import { useMe } from '../../kit/ui/me.ts'
import { useGo } from '../../kit/ui/url.tsx'

/** 修改密码 (P-1-05); the only page there is while a first or reset password is in use. */
export function ChangePassword(): ReactNode {
  const forced = useMe().principal?.mustChangePassword === true
  const client = useQueryClient()
  const go = useGo()
  return (
    <>
      <PageHeader
        title="修改密码"
        context={forced ? '正在使用初始密码：设置新密码后才能使用其他功能' : '修改后，其他设备上的登录会结束'}
      />
      <Panel>
        <OperationForm
          op={changePassword}
          submit="修改密码"
          says={() => '密码已修改'}
          toInput={({ again: _, ...v }) => v as never}
          check={(v) => (v['again'] === v['newPassword'] ? [] : [{ path: 'again', message: '两次输入的新密码不一致' }])}
          onDone={() => void client.invalidateQueries().then(() => go('/'))}
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
