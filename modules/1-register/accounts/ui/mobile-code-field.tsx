import { Button, Form, Input, type FormInstance } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useAct } from '#kit/ui/ask.ts'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { useVoice } from '#kit/ui/talk.tsx'
import { sendMobileCode } from '../operations-users.ts'

/** 手机号 with 获取验证码: one per 60 s, the button counts down (P-8.1-04). */
export function MobileCodeField({ form, isRequired }: { form: FormInstance<Record<string, unknown>>; isRequired: boolean }): ReactNode {
  const { press, pending } = useAct(sendMobileCode)
  const voice = useVoice()
  const [wait, setWait] = useState(0)
  const mobile = Form.useWatch('mobile', form) as string | undefined
  useEffect(() => {
    if (wait <= 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])
  const send = (): void => {
    press({ mobile: mobile ?? '' }).then(
      (a) => {
        voice.say(`验证码已发送至 ${a.to}`)
        setWait(60)
      },
      (e: unknown) => voice.tell(e),
    )
  }
  return (
    <>
      <Field name="mobile" label="手机号" required={isRequired} {...(isRequired ? {} : { hint: '不修改手机号可留空' })}>
        <Input maxLength={11} inputMode="tel" />
      </Field>
      <Form.Item label="验证码" required={isRequired} htmlFor="mobileCode">
        <div style={{ display: 'flex', gap: 8 }}>
          <Form.Item name="mobileCode" noStyle>
            <Input maxLength={6} inputMode="numeric" autoComplete="one-time-code" />
          </Form.Item>
          <Button onClick={send} loading={pending} disabled={wait > 0 || !/^1[3-9]\d{9}$/.test(mobile ?? '')}>
            {wait > 0 ? `${wait} 秒后可重发` : '获取验证码'}
          </Button>
        </div>
      </Form.Item>
    </>
  )
}
