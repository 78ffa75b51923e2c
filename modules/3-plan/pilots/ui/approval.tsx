import { Input } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { majorLabel } from '#credentials'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Section } from '#kit/ui/record.tsx'
import { approvedNumbers } from '../form-rules.ts'
import type { ApprovedNumbers, DeclarationDetail } from '../model.ts'
import { approveDeclaration } from '../operations.ts'
import { countsOf } from './declaration-view.tsx'

/** Numbers as typed, per major or in all; what is wrong with them; what would be sent. */
export interface Numbers {
  readonly typed: Readonly<Record<string, string>>
  type(key: string, text: string): void
  readonly problems: ReadonlyMap<string, string>
  readonly result: ApprovedNumbers | null
}
const whole = (text: string): number | null => (/^\d{1,5}$/.test(text.trim()) ? Number(text) : null)

/** 审核人数, default = applied, or what was approved (P-4.3-24, S2.14). */
export function useNumbers(d: DeclarationDetail | undefined): Numbers {
  const [typed, setTyped] = useState<Record<string, string>>({})
  const key = d ? `${d.id} ${d.version}` : ''
  useEffect(() => {
    if (!d) return
    setTyped({
      total: String(d.approvedTotal ?? d.applyTotal ?? ''),
      ...Object.fromEntries(d.majors.map((m) => [m.id, String(m.approvedCount ?? m.applyCount ?? '')])),
    })
    // Only another record, or another state of it, begins anew; a refetch must not wipe what was typed.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  const problems = new Map<string, string>()
  let result: ApprovedNumbers | null = null
  if (d) {
    const fields = d.plan.isByMajor ? d.majors.map((m) => m.id) : ['total']
    for (const f of fields) if (whole(typed[f] ?? '') === null) problems.set(f, '请输入不小于0的整数')
    if (problems.size === 0) {
      const judged = approvedNumbers(
        {
          isByMajor: d.plan.isByMajor,
          applyTotal: d.applyTotal ?? 0,
          majors: d.majors.map((m) => ({ majorId: m.id, applyCount: m.applyCount })),
        },
        d.plan.isByMajor
          ? { majors: d.majors.map((m) => ({ majorId: m.id, count: whole(typed[m.id] ?? '') ?? 0 })) }
          : { total: whole(typed['total'] ?? '') ?? 0 },
      )
      if ('total' in judged) result = judged
      else
        for (const p of judged) {
          const at = /^majors\.(\d+)\.count$/.exec(p.path)
          problems.set(at ? (d.majors[Number(at[1])]?.id ?? 'total') : 'total', p.message)
        }
    }
  }
  return { typed, type: (k, text) => setTyped((t) => ({ ...t, [k]: text })), problems, result }
}
/** The part of the operation's input. */
export const numbersInput = (d: DeclarationDetail, n: ApprovedNumbers) =>
  d.plan.isByMajor ? { majors: n.perMajor.map((m) => ({ ...m })) } : { total: n.total }

const Count = ({ label, at, numbers }: { label: string; at: string; numbers: Numbers }): ReactNode => {
  const wrong = numbers.problems.get(at)
  return (
    <>
      <Input
        inputMode="numeric"
        maxLength={5}
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `wrong-${at}` : undefined}
        {...(wrong ? { status: 'error' as const } : {})}
        value={numbers.typed[at] ?? ''}
        onChange={(e) => numbers.type(at, e.target.value)}
      />
      {wrong ? (
        <div id={`wrong-${at}`} className="jh-wrong" role="alert">
          {wrong}
        </div>
      ) : null}
    </>
  )
}

export function NumbersForm({ of: d, numbers }: { of: DeclarationDetail; numbers: Numbers }): ReactNode {
  return (
    <Section title="审核人数">
      <div className="jh-numbers jh-para">
        {d.plan.isByMajor ? (
          <>
            <ul className="jh-major-list" aria-label="审核人数">
              {d.majors.map((m) => (
                <li key={m.id} className="count">
                  <div>
                    <div>{majorLabel(m)}</div>
                    <div className="jh-second">{countsOf(m)}</div>
                  </div>
                  <Count label={`${majorLabel(m)} 审核人数`} at={m.id} numbers={numbers} />
                </li>
              ))}
            </ul>
            {numbers.problems.has('total') ? (
              <p className="jh-wrong" role="alert">
                {numbers.problems.get('total')}
              </p>
            ) : null}
          </>
        ) : (
          <div className="jh-row">
            <span>审核总人数</span>
            <Count label="审核总人数" at="total" numbers={numbers} />
            <span className="jh-hint">申请 {d.applyTotal} 人</span>
          </div>
        )}
      </div>
    </Section>
  )
}

/** A approves with the numbers on screen and shows the next. */
export function ApprovalFooter({ of: d, numbers }: { of: DeclarationDetail; numbers: Numbers }): ReactNode {
  const n = numbers.result
  return (
    <OperationButton
      op={approveDeclaration}
      input={{ id: d.id, version: d.version, ...(n ? numbersInput(d, n) : {}) }}
      look="primary"
      label={n ? `审核通过 ${n.total} 人` : '审核通过'}
      blocked={n ? undefined : [...numbers.problems.values()][0]}
      says={(a) => `已通过 ${d.schoolName}，审核总人数 ${a.approvedTotal} 人`}
      hotkey="A"
      thenNext
    />
  )
}
