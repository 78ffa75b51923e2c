import type { ReactNode } from 'react'
import type { Phases } from '../pure/phases.ts'
import type { Tone, Workflow } from '../pure/workflow.ts'

/** A state is never told by colour alone: shape + word. */
export const Badge = ({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode => (
  <span className={`jh-badge ${tone}`}>
    <i aria-hidden />
    {children}
  </span>
)

/** The state of a thing that people move. An unknown state shows its code rather than nothing. */
export function StateBadge({ of, state }: { of: Workflow; state: string }): ReactNode {
  const s = of.states[state]
  return <Badge tone={s?.tone ?? 'neutral'}>{s?.label ?? state}</Badge>
}

/** The phase that the clock has brought. */
export function PhaseBadge({ of, phase }: { of: Phases; phase: string }): ReactNode {
  const p = of.list.find((x) => x.code === phase)
  return <Badge tone={p?.tone ?? 'neutral'}>{p?.label ?? phase}</Badge>
}
