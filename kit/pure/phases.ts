import type { Tone } from './workflow.ts'

/** `before` X: now < X. `until` X: now ≤ X (windows are closed intervals). First match wins; `else` is the last. */
export interface Phase {
  readonly code: string
  readonly label: string
  readonly tone: Tone
  readonly before?: string
  readonly until?: string
}
export interface Phases<C extends string = string> {
  readonly name: string
  readonly list: readonly (Phase & { readonly code: C })[]
}

/** Phases are moved by the clock alone, computed on read and never stored; SQL is printed from the same list. */
export function phases<const C extends string>(
  name: string,
  list: readonly { code: C; label: string; tone: Tone; before?: string; until?: string }[],
): Phases<C> {
  const last = list.at(-1)
  if (!last || last.before || last.until) throw new Error(`phases ${name}: the last one must match always`)
  return { name, list }
}

/** Instants are ISO strings of one form, so text order is time order. A missing bound never matches. */
export function phaseAt<C extends string>(p: Phases<C>, bounds: Record<string, string | null>, now: string): C {
  for (const phase of p.list) {
    if (phase.before !== undefined) {
      const b = bounds[phase.before]
      if (b != null && now < b) return phase.code
    } else if (phase.until !== undefined) {
      const b = bounds[phase.until]
      if (b != null && now <= b) return phase.code
    } else return phase.code
  }
  throw new Error(`phases ${p.name}: no phase matched`)
}
export const phaseLabel = (p: Phases, code: string): string => p.list.find((x) => x.code === code)?.label ?? code

/** Closed window [start, end]. */
export const within = (start: string, end: string, now: string): boolean => start <= now && now <= end
