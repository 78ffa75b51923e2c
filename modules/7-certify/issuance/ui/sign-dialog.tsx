import { Button, Modal } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { AnswerOf } from '#kit/pure/operation.ts'
import { grantFor } from '#kit/pure/who.ts'
import { useAct, useAsk } from '#kit/ui/ask.ts'
import { useMe } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { useVoice } from '#kit/ui/talk.tsx'
import { closeSigning, openSigning, reject, signingState } from '../operations.ts'
import { issuance } from '../workflow.ts'

interface Props {
  readonly ids: string[]
  readonly label: string
  /** 拒绝签发 exists only while waiting; a refused record can only be signed (P-4.2.2-02). */
  readonly mayRefuse: boolean
  readonly look?: 'primary'
  readonly onDone?: () => void
}
/** 签发 (P-4.2.1-08…10): 确认签发 shows the QR, 拒绝签发 asks the reason. */
export function SignButton(p: Props): ReactNode {
  const { principal } = useMe()
  const [open, setOpen] = useState(false)
  if (!principal || !grantFor(principal, openSigning.who)) return null
  const close = (): void => setOpen(false)
  const done = (): void => {
    close()
    p.onDone?.()
  }
  return (
    <>
      {p.look ? (
        <Button type="primary" onClick={() => setOpen(true)}>
          {p.label}
        </Button>
      ) : (
        <button type="button" className="jh-link" onClick={() => setOpen(true)}>
          {p.label}
        </button>
      )}
      <Modal open={open} title={`签发 ${p.ids.length} 份证书`} onCancel={close} footer={null} width={440} destroyOnHidden>
        <Signing ids={p.ids} mayRefuse={p.mayRefuse} onDone={done} />
      </Modal>
    </>
  )
}

function Signing({ ids, mayRefuse, onDone }: { ids: string[]; mayRefuse: boolean; onDone(): void }): ReactNode {
  const { press, pending } = useAct(openSigning)
  const voice = useVoice()
  const [shown, setShown] = useState<AnswerOf<typeof openSigning> | null>(null)
  const start = (): void => {
    press({ ids }).then(setShown, (e: unknown) => voice.tell(e))
  }
  if (shown) return <Code key={shown.id} of={shown} onAgain={start} onDone={onDone} />
  return (
    <>
      <p>签发人使用微信扫码二维码进行在线签字确认。签字只确认本次签发，不会体现在证书中；一旦完成操作，不可撤回。</p>
      <div style={{ display: 'flex', gap: 8 }}>
        <Button type="primary" loading={pending} onClick={start}>
          确认签发
        </Button>
        {mayRefuse ? <OperationButton op={reject} input={{ ids, reason: '' }} step={{ of: issuance, name: 'refuseAsSite', state: 'awaiting-site' }} label="拒绝签发" look="danger" says={(a) => `已拒绝签发 ${a.rejected} 份`} onDone={onDone} /> : null}
      </div>
    </>
  )
}

function Code({ of, onAgain, onDone }: { of: AnswerOf<typeof openSigning>; onAgain(): void; onDone(): void }): ReactNode {
  const state = useAsk(signingState, { id: of.id }, { everyMs: 2000 })
  const voice = useVoice()
  const { press } = useAct(closeSigning)
  const status = state.data?.status ?? 'waiting'
  const left = useSecondsTo(of.expiresAt)
  const signer = state.data?.signerName ?? '签发人'
  useEffect(() => {
    if (status !== 'signed') return
    voice.say(`${signer}已签发 ${of.count} 份`)
    onDone()
  }, [status, signer, of.count, onDone, voice])
  // A dialog that is closed leaves no code behind: the records stay as they were (S17.3).
  const close = useRef(() => {})
  close.current = () => void press({ id: of.id }).catch(() => {})
  useEffect(() => () => close.current(), [])
  if (status === 'expired' || status === 'closed')
    return (
      <div role="alert">
        <p>二维码已过期，请刷新</p>
        <Button type="primary" onClick={onAgain}>
          刷新二维码
        </Button>
      </div>
    )
  return (
    <div style={{ textAlign: 'center' }}>
      <img src={`data:image/svg+xml;utf8,${encodeURIComponent(of.qr)}`} alt="签字二维码" width={240} height={240} />
      <p role="status">
        待扫码签字，{Math.floor(left / 60)} 分 {left % 60} 秒后失效
      </p>
      <p className="jh-hint">
        无法扫码时，可在手机浏览器打开 <a className="jh-link" style={{ textDecoration: 'underline' }} href={of.url} target="_blank" rel="noreferrer">签字页面</a>
      </p>
    </div>
  )
}
/** Only draws the countdown; the server decides by its own clock. */
function useSecondsTo(instant: string): number {
  const [end] = useState(() => performance.now() + 5 * 60_000)
  const [left, setLeft] = useState(300)
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.round((end - performance.now()) / 1000))), 1000)
    return () => clearInterval(timer)
  }, [end, instant])
  return left
}
