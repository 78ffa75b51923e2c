import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { grantFor } from '#kit/pure/who.ts'
import { InstantInput } from '#kit/ui/form/dates.tsx'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { useKeys } from '#kit/ui/keys.ts'
import { useWalk } from '#kit/ui/list/walk.ts'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { DeclarationDetail } from '../model.ts'
import { correctApproval, passFirstReview, returnDeclaration, setSupplementDeadline } from '../operations.ts'
import { NumbersForm, numbersInput, useNumbers } from './approval.tsx'

const reasons = [
  '师资情况不完整',
  '场地情况不符合要求',
  '申请人数与在校学生数不符',
  '专业填报有误',
  '院校申请修改',
] as const

/** What a reviewer may press besides the approval with numbers: 初审通过, 退回, 补正截止时间, 更正审核人数. */
export function ReviewActs({ of: d }: { of: DeclarationDetail }): ReactNode {
  const me = usePrincipal()
  const walk = useWalk()
  const [open, setOpen] = useState<'return' | 'deadline' | 'correct' | null>(null)
  const writes = grantFor(me, returnDeclaration.who) !== null
  const isMine = d.turn === me.actor
  const isProvince = me.actor === 'province'
  const mayReturn = writes && (isMine || (isProvince && d.status === 'approved'))
  useKeys(mayReturn && open === null ? { r: () => setOpen('return') } : {}, mayReturn && open === null)
  if (!writes) return null
  const close = (): void => setOpen(null)
  return (
    <>
      {isProvince && (d.status === 'returned' || (d.status === 'draft' && d.wasReturned)) ? (
        <Button onClick={() => setOpen('deadline')}>
          {d.supplementUntil ? '延长补正截止时间' : '设置补正截止时间'}
        </Button>
      ) : null}
      {isProvince && d.status === 'approved' ? <Button onClick={() => setOpen('correct')}>更正审核人数</Button> : null}
      {mayReturn ? (
        <Button danger onClick={() => setOpen('return')}>
          退回 <kbd>R</kbd>
        </Button>
      ) : null}
      {d.turn === 'city' && me.actor === 'city' ? (
        <OperationButton
          op={passFirstReview}
          input={{ ids: [d.id] }}
          look="primary"
          says={() => `已初审通过 ${d.schoolName}`}
          hotkey="A"
          thenNext
        />
      ) : null}
      {open === 'return' ? <Return of={d} onClose={close} onDone={() => walk?.next()} /> : null}
      {open === 'deadline' ? <Deadline of={d} onClose={close} /> : null}
      {open === 'correct' ? <Correct of={d} onClose={close} /> : null}
    </>
  )
}

/** The usual reasons by digit while nothing is typed yet. */
function ReasonInput(p: { id?: string; value?: string; onChange?: (text: string) => void }): ReactNode {
  return (
    <>
      <Input.TextArea
        {...(p.id ? { id: p.id } : {})}
        rows={3}
        maxLength={500}
        showCount
        autoFocus
        value={p.value ?? ''}
        onChange={(e) => p.onChange?.(e.target.value)}
        onKeyDown={(e) => {
          const picked = !p.value && !e.nativeEvent.isComposing ? reasons[Number(e.key) - 1] : undefined
          if (!picked) return
          e.preventDefault()
          p.onChange?.(picked)
        }}
      />
      <ol className="jh-usual" aria-label="常用退回原因">
        {reasons.map((r, i) => (
          <li key={r}>
            <button type="button" className="jh-link" onClick={() => p.onChange?.(r)}>
              <kbd>{i + 1}</kbd> {r}
            </button>
          </li>
        ))}
      </ol>
    </>
  )
}

function Return({ of: d, onClose, onDone }: { of: DeclarationDetail; onClose(): void; onDone(): void }): ReactNode {
  const isOver = d.plan.phase === 'ended'
  return (
    <FormModal
      op={returnDeclaration}
      title={`退回 ${d.schoolName}`}
      open
      onClose={onClose}
      submit="退回"
      toInput={(v) => ({ ...v, id: d.id, version: d.version }) as never}
      check={(v) =>
        isOver && !v['supplementUntil'] ? [{ path: 'supplementUntil', message: '请选择补正截止时间' }] : []
      }
      says={() => `已退回 ${d.schoolName}`}
      onDone={onDone}
    >
      <Field name="reason" label="退回原因" required>
        <ReasonInput />
      </Field>
      <Field
        name="supplementUntil"
        label="补正截止时间"
        required={isOver}
        hint={isOver ? '申报时间已结束，院校在补正截止时间前可以修改后再提交' : '申报时间内可以不填'}
      >
        <InstantInput />
      </Field>
    </FormModal>
  )
}

const Deadline = ({ of: d, onClose }: { of: DeclarationDetail; onClose(): void }): ReactNode => (
  <FormModal
    op={setSupplementDeadline}
    title={`补正截止时间 ${d.schoolName}`}
    open
    onClose={onClose}
    submit="保存"
    initial={d.supplementUntil ? { supplementUntil: d.supplementUntil } : {}}
    toInput={(v) => ({ ...v, id: d.id, version: d.version }) as never}
    says={() => '已设置补正截止时间，已通知院校'}
  >
    <Field name="supplementUntil" label="补正截止时间" required>
      <InstantInput />
    </Field>
  </FormModal>
)

function Correct({ of: d, onClose }: { of: DeclarationDetail; onClose(): void }): ReactNode {
  const numbers = useNumbers(d)
  const n = numbers.result
  return (
    <FormModal
      op={correctApproval}
      title={`更正审核人数 ${d.schoolName}`}
      open
      onClose={onClose}
      submit="保存"
      toInput={(v) => ({ ...v, id: d.id, version: d.version, ...(n ? numbersInput(d, n) : {}) }) as never}
      check={() => (n ? [] : [...numbers.problems.values()].map((message) => ({ path: 'numbers', message })))}
      says={(a) => `审核总人数已更正为 ${a.approvedTotal} 人，已通知院校`}
    >
      <NumbersForm of={d} numbers={numbers} />
      <Field name="reason" label="更正原因" required>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Field>
    </FormModal>
  )
}
