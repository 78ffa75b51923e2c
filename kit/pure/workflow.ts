/** Tones of the design language; a state is never told by colour alone. */
export type Tone = 'neutral' | 'waiting' | 'info' | 'planned' | 'good' | 'bad'
export interface State {
  readonly label: string
  readonly tone: Tone
}
export interface Step<S extends string = string> {
  readonly label: string
  readonly from: readonly S[]
  readonly to: S
  readonly asks?: 'reason' | 'signature'
  /** Cannot be taken back (一旦完成操作，不可撤回). */
  readonly final?: boolean
}
export interface Workflow<S extends string = string, K extends string = string> {
  readonly name: string
  readonly label: string
  readonly start: readonly S[]
  readonly states: { readonly [P in S]: State }
  readonly steps: { readonly [P in K]: Step<S> }
}
export type StateOf<W> = W extends Workflow<infer S, string> ? S : never
export type StepOf<W> = W extends Workflow<string, infer K> ? K : never

export const state = (label: string, tone: Tone): State => ({ label, tone })

/** States moved by people, as data: no effects, conditions or timers. An unknown state does not compile. */
export function workflow<const S extends string, const K extends string>(
  name: string,
  w: {
    label: string
    start: readonly NoInfer<S>[]
    states: { readonly [P in S]: State }
    steps: { readonly [P in K]: Step<NoInfer<S>> }
  },
): Workflow<S, K> {
  return { name, ...w }
}

/** What a house test asks of every workflow: each state can be reached, and each is left or is final by having no way out declared. */
export function unreachable(w: Workflow): string[] {
  const reached = new Set<string>(w.start)
  for (let grown = true; grown; ) {
    grown = false
    for (const s of Object.values(w.steps))
      if (!reached.has(s.to) && s.from.some((f) => reached.has(f))) {
        reached.add(s.to)
        grown = true
      }
  }
  return Object.keys(w.states).filter((s) => !reached.has(s))
}

export const stateNames = <S extends string>(w: Workflow<S, string>): readonly S[] => Object.keys(w.states) as S[]
export const mayStep = <S extends string, K extends string>(w: Workflow<S, K>, step: NoInfer<K>, from: string): boolean =>
  (w.steps[step].from as readonly string[]).includes(from)

export interface TimelineEntry {
  readonly at: string
  readonly label: string
  readonly byName: string
  readonly byOrganisation: string
  readonly from: string | null
  readonly to: string
  readonly reason: string | null
  readonly detail: Record<string, unknown> | null
}
