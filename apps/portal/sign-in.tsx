import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { entrances, pictureCode, signIn } from '#accounts'
import { act } from '../../kit/ui/client.ts'
import { Field, OperationForm } from '../../kit/ui/form/operation-form.tsx'
import { CodeField, usePictureCode } from '../../kit/ui/form/picture-code.tsx'
import { useMe } from '../../kit/ui/me.ts'
import { A, parseSearch, Redirect, usePath, useUrl } from '../../kit/ui/url.tsx'
import { Door } from './door.tsx'
import { entranceOf, rememberEntrance } from './entrances.ts'
import { Missing } from './errors.tsx'

/** Where to go on after sign-in: a path of ours, nothing else. */
const onward = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : '/')

/** 登录页 of one kind of actor (P-1-01…07). */
export function SignIn(): ReactNode {
  const entrance = entranceOf(usePath()['entrance'])
  const { principal } = useMe()
  const [search] = useUrl()
  const client = useQueryClient()
  const picture = usePictureCode(() => act(pictureCode, {}))
  if (!entrance) return <Missing />
  if (principal) {
    const [path = '/', text = ''] = onward(search['next']).split('?')
    return <Redirect to={path} search={parseSearch(text)} />
  }
  return (
    <Door
      title={entrances[entrance]}
      foot={
        <>
          {entrance === 'school' ? <A to="/register">立即申报</A> : <span />}
          <A to="/login">其他业务平台</A>
        </>
      }
    >
      {search['changed'] ? <p className="jh-told">密码已修改，用新密码登录</p> : null}
      <OperationForm
        op={signIn}
        narrow
        submit="登录"
        says={() => ''}
        toInput={(v) => ({ ...v, entrance, codeId: picture.code?.id ?? '' }) as never}
        onRefused={picture.renew}
        onDone={() => {
          rememberEntrance(entrance)
          void client.invalidateQueries()
        }}
      >
        <Field name="account" label="账号">
          <Input autoComplete="username" maxLength={30} autoFocus />
        </Field>
        <Field name="password" label="密码">
          <Input.Password autoComplete="current-password" maxLength={100} />
        </Field>
        <CodeField picture={picture} />
      </OperationForm>
    </Door>
  )
}
