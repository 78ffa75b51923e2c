import { useCallback, useMemo, useState } from 'react'

/** What a bulk act is for: ticked rows, or everything that the present question finds, with the count the person saw. */
export type ChosenInput =
  | { readonly ids: string[] }
  | { readonly all: { readonly tab?: string; readonly filter: Record<string, string>; readonly expected: number } }
export interface Chosen {
  readonly count: number
  readonly input: ChosenInput
}
export interface Selection {
  readonly chosen: Chosen | null
  has(id: string): boolean
  set(ids: readonly string[], on: boolean): void
  chooseAll(all: { tab?: string; filter: Record<string, string>; expected: number }): void
  clear(): void
}

/** Survives paging; belongs to one question (`of`) and is empty for another. */
export function useSelection(of: string): Selection {
  const [held, setHeld] = useState<{
    of: string
    ids: ReadonlySet<string>
    all: Parameters<Selection['chooseAll']>[0] | null
  }>({
    of,
    ids: new Set(),
    all: null,
  })
  const mine = held.of === of
  const set = useCallback(
    (ids: readonly string[], on: boolean) =>
      setHeld((h) => {
        const next = new Set(h.of === of && !h.all ? h.ids : [])
        for (const id of ids)
          if (on) next.add(id)
          else next.delete(id)
        return { of, ids: next, all: null }
      }),
    [of],
  )
  const clear = useCallback(() => setHeld({ of, ids: new Set(), all: null }), [of])
  return useMemo(() => {
    const all = mine ? held.all : null
    const ids = mine ? held.ids : new Set<string>()
    const chosen: Chosen | null = all
      ? { count: all.expected, input: { all } }
      : ids.size > 0
        ? { count: ids.size, input: { ids: [...ids] } }
        : null
    return {
      chosen,
      has: (id: string) => all !== null || ids.has(id),
      set,
      chooseAll: (a) => setHeld({ of, ids: new Set(), all: a }),
      clear,
    }
  }, [held, mine, of, set, clear])
}
