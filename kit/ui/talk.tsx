import { Modal } from 'antd'
import { createContext, use, useCallback, useMemo, useRef, useState, type ReactNode } from 'react'
import { told } from './failures.ts'

interface Said {
  readonly id: number
  readonly text: string
  readonly undo?: (() => void) | undefined
}
export interface Voice {
  /** Tells a result ("已通过 3 人"); with `undo` it stays ten seconds and offers 撤销. */
  say(text: string, undo?: () => void): void
  /** Tells a refusal or a defect; stays until read. */
  tell(error: unknown): void
}
const VoiceContext = createContext<Voice>({ say: () => undefined, tell: () => undefined })
export const useVoice = (): Voice => use(VoiceContext)

export function Talk({ children }: { children: ReactNode }): ReactNode {
  const [said, setSaid] = useState<readonly Said[]>([])
  const [error, setError] = useState<unknown>(null)
  const count = useRef(0)
  const drop = useCallback((id: number) => setSaid((s) => s.filter((x) => x.id !== id)), [])
  const voice = useMemo<Voice>(
    () => ({
      say(text, undo) {
        const id = ++count.current
        setSaid((s) => [...s.slice(-2), { id, text, undo }])
        setTimeout(() => drop(id), undo ? 10_000 : 5_000)
      },
      tell: setError,
    }),
    [drop],
  )
  return (
    <VoiceContext value={voice}>
      {children}
      <div className="jh-said" role="status">
        {said.map((s) => (
          <div key={s.id}>
            <span>{s.text}</span>
            {s.undo ? (
              <button
                type="button"
                onClick={() => {
                  drop(s.id)
                  s.undo?.()
                }}
              >
                撤销
              </button>
            ) : null}
          </div>
        ))}
      </div>
      <ToldDialog error={error} onClose={() => setError(null)} />
    </VoiceContext>
  )
}

function ToldDialog({ error, onClose }: { error: unknown; onClose: () => void }): ReactNode {
  const last = useRef(error)
  if (error) last.current = error
  const { says, way } = told(last.current)
  return (
    <Modal
      open={error !== null}
      title={says}
      onCancel={onClose}
      onOk={onClose}
      okText="知道了"
      cancelButtonProps={{ style: { display: 'none' } }}
      width={440}
    >
      {way ? <p className="jh-second">{way}</p> : null}
    </Modal>
  )
}
