import { Input, Modal } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import type { RefusalAnswer } from '../pure/refusal.ts'
import { RefusalNote } from './refusal-note.tsx'
import { SignaturePad } from './signature-pad.tsx'

export interface StepAsked {
  readonly reason?: string
  /** The drawn signature as SVG text. */
  readonly signature?: string
}

/** Confirms an act and asks what its step asks. Stays open with what was typed when the server says no. */
export function StepDialog(p: {
  open: boolean
  label: string
  confirm: string | undefined
  asks: 'reason' | 'signature' | undefined
  reasons: readonly string[]
  danger: boolean
  pending: boolean
  refused: RefusalAnswer | null
  onSend(asked: StepAsked): void
  onClose(): void
}): ReactNode {
  const [reason, setReason] = useState('')
  const [signature, setSignature] = useState<string | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const field = useId()
  const wrong = p.refused?.fields?.find((f) => f.path === 'reason')?.message ?? missing
  const send = (): void => {
    if (p.asks === 'reason' && !reason.trim()) {
      setMissing(`请输入${p.label}的原因`)
      document.getElementById(field)?.focus()
    } else if (p.asks === 'signature' && !signature) setMissing('请签字')
    else p.onSend({ ...(p.asks === 'reason' ? { reason: reason.trim() } : {}), ...(signature ? { signature } : {}) })
  }
  const choose = (text: string): void => {
    setReason(text)
    setMissing(null)
  }
  return (
    <Modal
      open={p.open}
      title={p.label}
      okText={p.label}
      okButtonProps={{ danger: p.danger, loading: p.pending }}
      onOk={send}
      onCancel={p.onClose}
      width={480}
      destroyOnHidden
      afterClose={() => {
        setReason('')
        setSignature(null)
        setMissing(null)
      }}
    >
      {p.confirm ? <p className="jh-para">{p.confirm}</p> : null}
      {p.refused && !p.refused.fields?.some((f) => f.path === 'reason') ? <RefusalNote answer={p.refused} /> : null}
      {p.asks === 'reason' ? (
        <div className="jh-reason">
          {p.reasons.length > 0 ? (
            <ol>
              {p.reasons.slice(0, 9).map((r, i) => (
                <li key={r}>
                  <button type="button" className="jh-link" onClick={() => choose(r)}>
                    <kbd>{i + 1}</kbd> {r}
                  </button>
                </li>
              ))}
            </ol>
          ) : null}
          <label htmlFor={field}>原因</label>
          <Input.TextArea
            id={field}
            rows={3}
            maxLength={500}
            autoFocus
            status={wrong ? 'error' : ''}
            aria-required
            aria-invalid={wrong ? true : undefined}
            aria-describedby={wrong ? `${field}-wrong` : undefined}
            value={reason}
            onChange={(e) => choose(e.target.value)}
            onKeyDown={(e) => {
              const picked = reason === '' && !e.nativeEvent.isComposing ? p.reasons[Number(e.key) - 1] : undefined
              if (picked) {
                e.preventDefault()
                choose(picked)
              }
            }}
          />
          {wrong ? (
            <p id={`${field}-wrong`} className="jh-wrong" role="alert">
              {wrong}
            </p>
          ) : null}
        </div>
      ) : null}
      {p.asks === 'signature' ? (
        <>
          <SignaturePad onChange={setSignature} />
          {missing ? (
            <p className="jh-wrong" role="alert">
              {missing}
            </p>
          ) : null}
        </>
      ) : null}
    </Modal>
  )
}
