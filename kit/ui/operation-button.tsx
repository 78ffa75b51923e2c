import { Button, Tooltip } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import type { AnswerOf, Operation, RawInputOf } from '../pure/operation.ts'
import { grantFor } from '../pure/who.ts'
import type { Workflow } from '../pure/workflow.ts'
import { useAct } from './ask.ts'
import { RefusedError } from './client.ts'
import { useKeys } from './keys.ts'
import { useWalk } from './list/walk.ts'
import { useMe } from './me.ts'
import { StepDialog, type StepAsked } from './step-dialog.tsx'
import { useVoice } from './talk.tsx'

export interface OperationButtonProps<O extends Operation> {
  readonly op: O
  readonly input: RawInputOf<O>
  /** The workflow step that the press is, and the state of the thing now. */
  readonly step?: { readonly of: Workflow; readonly name: string; readonly state: string } | undefined
  /** Why it cannot be pressed now, in words; undefined when it can. */
  readonly blocked?: string | undefined
  /** Says what will happen, with the number: 审核通过 3 人. Otherwise the operation's own label. */
  readonly label?: string
  readonly look?: 'primary' | 'plain' | 'danger' | 'link' | 'link-danger'
  /** Sentence of the confirm dialog when the operation has none, or a better one with the number. */
  readonly confirm?: string
  /** Usual reasons of a return, chosen with the digits 1–9. */
  readonly reasons?: readonly string[]
  /** The result in words: 已通过 3 人. */
  readonly says?: (answer: AnswerOf<O>) => string
  /** Takes the act back; offered for ten seconds. */
  readonly undo?: (answer: AnswerOf<O>) => () => void
  readonly onDone?: (answer: AnswerOf<O>) => void
  /** In a list's drawer: afterwards the next record is shown. */
  readonly thenNext?: boolean
  /** A letter that presses it, printed on the button. */
  readonly hotkey?: string
}

const whyNot = (p: {
  blocked?: string | undefined
  step?: OperationButtonProps<Operation>['step']
}): string | undefined => {
  if (p.blocked) return p.blocked
  const s = p.step?.of.steps[p.step.name]
  if (!p.step || !s || s.from.includes(p.step.state)) return undefined
  const from = s.from.map((f) => `“${p.step?.of.states[f]?.label ?? f}”`).join('或')
  return `状态为${from}时才能${s.label}`
}

/**
 * What a person may press: absent without the right, disabled with its reason where the state forbids, confirmed where the
 * operation says so, asking the reason or signature of its step. Tells the result; a refusal stays until read.
 */
export function OperationButton<O extends Operation>(p: OperationButtonProps<O>): ReactNode {
  // Another operation in the same place (启用 after 停用) is another button: nothing of the press before stays with it.
  return <Press key={p.op.name} {...p} />
}

function Press<O extends Operation>(p: OperationButtonProps<O>): ReactNode {
  const { principal } = useMe()
  const voice = useVoice()
  const walk = useWalk()
  const { press, pending } = useAct(p.op)
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<RefusedError | null>(null)
  const hint = useId()
  const step = p.step?.of.steps[p.step.name]
  const label = p.label ?? step?.label ?? p.op.label
  const why = whyNot(p as { blocked?: string; step?: OperationButtonProps<Operation>['step'] })
  const allowed = principal !== null && grantFor(principal, p.op.who) !== null
  const confirm = p.confirm ?? p.op.confirm ?? (step?.final ? '一旦完成操作，不可撤回' : undefined)
  const asks = step?.asks
  const send = async (more: StepAsked): Promise<void> => {
    try {
      const answer = await press({ ...(p.input as object), ...more } as RawInputOf<O>)
      setAsking(false)
      setRefused(null)
      voice.say(p.says ? p.says(answer) : `已${label}`, p.undo?.(answer))
      p.onDone?.(answer)
      if (p.thenNext) walk?.next()
    } catch (e) {
      // What was typed stays: a dialog with a reason or signature shows the refusal itself.
      if (asks && e instanceof RefusedError) return setRefused(e)
      setAsking(false)
      voice.tell(e)
    }
  }
  const start = (): void => {
    if (why || pending) return
    if (confirm || asks) setAsking(true)
    else void send({})
  }
  useKeys(p.hotkey ? { [p.hotkey.toLowerCase()]: start } : {}, p.hotkey !== undefined && allowed && !why)
  if (!allowed) return null
  const link = p.look === 'link' || p.look === 'link-danger'
  const common = {
    onClick: start,
    'aria-disabled': why ? (true as const) : undefined,
    'aria-describedby': why ? hint : undefined,
  }
  const button = link ? (
    <button type="button" className={p.look === 'link-danger' ? 'jh-link danger' : 'jh-link'} {...common}>
      {label}
    </button>
  ) : (
    <Button
      type={p.look === 'primary' ? 'primary' : 'default'}
      danger={p.look === 'danger'}
      loading={pending}
      className={why ? 'jh-off' : ''}
      {...common}
    >
      {label}
      {p.hotkey ? <kbd>{p.hotkey.toUpperCase()}</kbd> : null}
    </Button>
  )
  return (
    <>
      {why ? (
        <Tooltip title={why} trigger={['hover', 'focus']}>
          {button}
        </Tooltip>
      ) : (
        button
      )}
      {why ? (
        <span id={hint} hidden>
          {why}
        </span>
      ) : null}
      {confirm || asks ? (
        <StepDialog
          open={asking}
          label={label}
          confirm={confirm}
          asks={asks}
          reasons={p.reasons ?? []}
          danger={p.look === 'danger' || p.look === 'link-danger'}
          pending={pending}
          refused={refused?.answer ?? null}
          onSend={(more) => void send(more)}
          onClose={() => {
            setAsking(false)
            setRefused(null)
          }}
        />
      ) : null}
    </>
  )
}
