import { Button, Form, Input, Select, type FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import { openEntries } from '#organisations'
import { RegionFields } from '#organisations/ui'
import { useAsk } from '#kit/ui/ask.ts'
import { act } from '#kit/ui/client.ts'
import { Field, OperationForm } from '#kit/ui/form/operation-form.tsx'
import { CodeField, usePictureCode } from '#kit/ui/form/picture-code.tsx'
import { A, useGo } from '#kit/ui/url.tsx'
import { pictureCode, registerSchool, resendRegistration } from '../operations.ts'

interface Done {
  readonly schoolName: string
  readonly to: string
  readonly libraryEntryId: string
}
/** 注册 (P3-2.2-*): region, school, mobile; account and password go there by short message and are never shown here. */
export default function Register(): ReactNode {
  const [done, setDone] = useState<Done | null>(null)
  return done ? <Registered done={done} /> : <RegisterForm onDone={setDone} />
}

function RegisterForm({ onDone }: { onDone(d: Done): void }): ReactNode {
  const picture = usePictureCode(() => act(pictureCode, {}))
  const [entry, setEntry] = useState('')
  return (
    <>
      <OperationForm
        op={registerSchool} narrow submit="注册" says={() => ''}
        toInput={(v) => {
          setEntry(String(v['libraryEntryId'] ?? ''))
          return { ...v, codeId: picture.code?.id ?? '' } as never
        }}
        onRefused={picture.renew}
        onDone={(a) => onDone({ ...a, libraryEntryId: entry })}
      >
        {(form) => (
          <>
            <RegionFields form={form} onCity={() => form.setFieldValue('libraryEntryId', undefined)} />
            <SchoolChoice form={form} />
            <Field name="mobile" label="手机号" required hint="账号和密码将以短信发送到该手机">
              <Input maxLength={11} inputMode="tel" autoComplete="tel" />
            </Field>
            <CodeField picture={picture} />
          </>
        )}
      </OperationForm>
      <p className="jh-hint">如院校名称不存在或有误，请反馈给所在省级或地市级教育行政部门，由其在院校总库管理中添加或更正。</p>
      <p>
        <A to="/login/school">已有账号，去登录</A>
      </p>
    </>
  )
}

function SchoolChoice({ form }: { form: FormInstance<Record<string, unknown>> }): ReactNode {
  const city = Form.useWatch('cityCode', form) as string | undefined
  const entries = useAsk(openEntries, { cityCode: city ?? '' }, { skip: !city })
  const none = city && entries.data?.length === 0
  return (
    <Field name="libraryEntryId" label="院校" required hint={none ? '该市院校总库中还没有院校，请联系当地教育行政部门' : undefined}>
      <Select
        showSearch optionFilterProp="label" disabled={!city} loading={!!city && entries.isPending} placeholder={city ? '请选择院校' : '请先选择所在省市'}
        options={(entries.data ?? []).map((e) => ({ value: e.id, label: e.isRegistered ? `${e.name}（已注册）` : e.name }))}
      />
    </Field>
  )
}

function Registered({ done }: { done: Done }): ReactNode {
  const picture = usePictureCode(() => act(pictureCode, {}))
  const [again, setAgain] = useState(false)
  const go = useGo()
  return (
    <>
      <p role="status" className="jh-para">
        <strong>{done.schoolName}</strong>注册成功，账号和密码已发送至 {done.to}。
      </p>
      <p className="jh-hint jh-para">首次登录须修改密码，然后完善院校基础信息、申报证书试点。</p>
      <Button type="primary" size="large" block onClick={() => go('/login/school')}>
        去登录
      </Button>
      {again ? (
        <OperationForm
          op={resendRegistration} narrow submit="重新发送" onRefused={picture.renew} says={(a) => `新密码已发送至 ${a.to}`}
          toInput={(v) => ({ ...v, libraryEntryId: done.libraryEntryId, codeId: picture.code?.id ?? '' }) as never}
          onDone={() => setAgain(false)}
        >
          <Field name="mobile" label="注册时的手机号" required>
            <Input maxLength={11} inputMode="tel" />
          </Field>
          <CodeField picture={picture} />
        </OperationForm>
      ) : (
        <Button type="link" size="large" block onClick={() => setAgain(true)}>
          没有收到短信？重新发送
        </Button>
      )}
    </>
  )
}
