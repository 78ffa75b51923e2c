import { Form, Input } from 'antd'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useVoice } from '../talk.tsx'

interface Code {
  readonly id: string
  readonly svg: string
  /** The same question in words. */
  readonly question: string
}
export interface Picture {
  readonly code: Code | null
  renew(): void
}

/** A picture with characters, and the same question in words for those who cannot see it. */
export function usePictureCode(get: () => Promise<Code>): Picture {
  const [code, setCode] = useState<Code | null>(null)
  const voice = useVoice()
  const latest = useRef(get)
  latest.current = get
  const renew = useCallback(() => {
    latest.current().then(setCode, voice.tell)
  }, [voice])
  useEffect(renew, [renew])
  return { code, renew }
}

/** The form field `code`. */
export function CodeField({ picture }: { picture: Picture }): ReactNode {
  const [words, setWords] = useState(false)
  const source = picture.code ? `data:image/svg+xml;utf8,${encodeURIComponent(picture.code.svg)}` : undefined
  const swap = (to: boolean) => () => setWords(to)
  return (
    <Form.Item label={words ? '文字题' : '验证码'} htmlFor="code">
      <div className="jh-code">
        <Form.Item name="code" noStyle>
          <Input autoComplete="off" maxLength={20} />
        </Form.Item>
        {words ? null : (
          <button type="button" title="换一张" onClick={picture.renew}>
            {source ? <img src={source} alt="验证码图片，看不清可换一张或改为文字题" width={120} height={40} /> : null}
          </button>
        )}
      </div>
      {words ? <p className="question">{picture.code?.question}</p> : null}
      <button type="button" className="jh-link small" onClick={swap(!words)}>
        {words ? '改为图片验证码' : '看不清图片？改为文字题'}
      </button>
    </Form.Item>
  )
}
