import { Button, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import type { AnswerOf, Operation, RawInputOf } from '#kit/pure/operation.ts'
import { grantFor } from '#kit/pure/who.ts'
import { useAct } from '#kit/ui/ask.ts'
import { RefusedError } from '#kit/ui/client.ts'
import { useMe } from '#kit/ui/me.ts'
import { useVoice } from '#kit/ui/talk.tsx'

interface Question {
  readonly title: string
  readonly text: string
  readonly ok: string
  readonly input: object
}
export interface BatchButtonProps<O extends Operation> {
  readonly op: O
  readonly input: RawInputOf<O>
  readonly label: string
  readonly confirm?: string | undefined
  readonly look?: 'plain' | 'danger' | 'link' | 'link-danger'
  readonly says: (answer: AnswerOf<O>) => string
  readonly onDone?: () => void
  /** Word for acting on what remains when some rows do not fit: 认证. */
  readonly verb: string
}

const idsOf = (input: object): string[] | null =>
  'ids' in input && Array.isArray(input.ids) ? (input.ids as string[]) : null

/** What the person may agree to after a refusal, or null when it only has to be read. */
function nextQuestion(e: RefusedError, input: object, verb: string): Question | null {
  const { code, says, way, data } = e.answer
  // P-5.2.3-17: the second confirm repeats the manual's sentence.
  if (code === 'verified-delete')
    return { title: says, text: way ?? '', ok: '后果自负，仍要删除', input: { ...input, iKnow: true } }
  const unfit = new Set((data?.['unfit'] as string[] | undefined) ?? [])
  const rest = idsOf(input)?.filter((id) => !unfit.has(id)) ?? []
  // P-0-08: nothing was done; the person may go on with the others.
  if (code === 'rows-unfit' && rest.length)
    return {
      title: says,
      text: `其余${rest.length}人符合条件`,
      ok: `只${verb}其余 ${rest.length} 人`,
      input: { ...input, ids: rest },
    }
  return null
}

/** A press that may be asked about more than once: the usual confirm, the 后果自负 one, and “only the others”. */
export function BatchButton<O extends Operation>(p: BatchButtonProps<O>): ReactNode {
  const { principal } = useMe()
  const voice = useVoice()
  const { press, pending } = useAct(p.op)
  const [asked, setAsked] = useState<Question | null>(null)
  if (!principal || !grantFor(principal, p.op.who)) return null
  const send = async (input: object): Promise<void> => {
    try {
      const answer = await press(input as RawInputOf<O>)
      setAsked(null)
      voice.say(p.says(answer))
      p.onDone?.()
    } catch (e) {
      const question = e instanceof RefusedError ? nextQuestion(e, input, p.verb) : null
      setAsked(question)
      if (!question) voice.tell(e)
    }
  }
  const start = (): void => {
    if (pending) return
    if (p.confirm) setAsked({ title: p.label, text: p.confirm, ok: p.label, input: p.input as object })
    else void send(p.input as object)
  }
  const isDanger = p.look === 'danger' || p.look === 'link-danger'
  return (
    <>
      {p.look === 'link' || p.look === 'link-danger' ? (
        <button type="button" className={isDanger ? 'jh-link danger' : 'jh-link'} onClick={start}>
          {p.label}
        </button>
      ) : (
        <Button danger={isDanger} loading={pending} onClick={start}>
          {p.label}
        </Button>
      )}
      <Modal
        open={asked !== null}
        title={asked?.title}
        okText={asked?.ok}
        okButtonProps={{ danger: isDanger, loading: pending }}
        onOk={() => void (asked && send(asked.input))}
        onCancel={() => setAsked(null)}
        width={480}
      >
        <p className="jh-para">{asked?.text}</p>
      </Modal>
    </>
  )
}
