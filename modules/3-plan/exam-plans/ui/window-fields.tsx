import type { ReactNode } from 'react'
import { boundLabels, bounds, windowMoveProblems, type Bound, type ExamBounds, type Windows } from '#sessions'
import { InstantInput } from '#kit/ui/form/dates.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'

/** The eight bounds, each under its own name, so that a message stands where it belongs. `why` = what cannot move any more. */
export const WindowFields = ({
  why = () => ({}),
}: {
  why?: (b: Bound) => { off?: string; hint?: string }
}): ReactNode => (
  <div className="jh-pairs">
    {bounds.map((b) => {
      const { off, hint } = why(b)
      return (
        <Field key={b} name={['windows', b]} label={boundLabels[b]} required hint={off ?? hint}>
          <InstantInput disabled={off !== undefined} />
        </Field>
      )
    })}
  </div>
)

/** S15.3 as the form shows it: a bound that would be refused wherever it went is off, with the rule's own sentence. */
export function movability(old: Windows & ExamBounds, now: string): (b: Bound) => { off?: string; hint?: string } {
  const later = (iso: string | null): string => {
    const at = Math.max(iso ? Date.parse(iso) : 0, Date.parse(now))
    return new Date(at + 60_000).toISOString()
  }
  return (b) => {
    const problem = windowMoveProblems(old, { ...old, [b]: later(old[b]) }, now)[0]
    if (problem) return { off: problem.message }
    const was = old[b]
    return was && b.endsWith('End') && now > was ? { hint: '已过，只能延后' } : {}
  }
}
