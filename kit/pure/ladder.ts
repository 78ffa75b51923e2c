import type { State, Step } from './workflow.ts'
import { state } from './workflow.ts'

/**
 * An approval ladder written out as ordinary states and steps (机构 → 二级机构 → 中心): nothing is hidden afterwards.
 * `levels` in order; each level approves to the next, the last to `passed`; each returns to `returned`.
 */
export function ladder<const L extends string, const P extends string, const R extends string>(l: {
  readonly levels: { readonly [K in L]: { label: string; approve: string; back: string } }
  readonly passed: P
  readonly returned: R
}): { states: { [K in L]: State }; steps: Record<`approve-${L}` | `return-${L}`, Step<L | P | R>>; first: L } {
  const names = Object.keys(l.levels) as L[]
  const states = {} as { [K in L]: State }
  const steps = {} as Record<`approve-${L}` | `return-${L}`, Step<L | P | R>>
  names.forEach((name, i) => {
    const level = l.levels[name]
    states[name] = state(level.label, 'waiting')
    steps[`approve-${name}`] = { label: level.approve, from: [name], to: names[i + 1] ?? l.passed }
    steps[`return-${name}`] = { label: level.back, from: [name], to: l.returned, asks: 'reason' }
  })
  return { states, steps, first: names[0] as L }
}
