import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import type { ListPage, ListQuery } from '../../pure/list.ts'
import type { Operation } from '../../pure/operation.ts'
import { asking, useAsk } from '../ask.ts'
import { useUrl, type Search } from '../url.tsx'
import { fresh, questionOf, readState, type ListState } from './state.ts'
import { rowId } from './table.tsx'
import type { Walk } from './walk.ts'

export type ListOperation<R> = Operation<z.ZodType, ListPage<R>, string>
/** A read worth having before it is asked for: `(row) => asking(getCandidate, { id: row.id })`. */
export type Foresee<R> = (row: R) => ReturnType<typeof asking>

/** The question in the address, its answer, and walking along the rows. */
export function useList<R extends { id: string }>(o: {
  op: ListOperation<R>
  given: Search
  filters: readonly string[]
  size: number
  foresee?: Foresee<R> | undefined
}) {
  const [search, set] = useUrl()
  const client = useQueryClient()
  const state = readState(search, o.filters, o.size)
  const question = questionOf(state, o.given)
  const of = JSON.stringify([state.tab, question.filter])
  const answer = useAsk(o.op, question as never)
  // Pages reached by a cursor are not counted by the server; the count of the same question is asked once beside them.
  const counting: ListQuery<unknown> = { filter: question.filter, size: 1, ...(state.tab ? { tab: state.tab } : {}) }
  const counted = useAsk(o.op, counting as never, { skip: state.after === undefined })
  const counts = state.after === undefined ? answer.data : counted.data
  const rows = useMemo<readonly R[]>(() => answer.data?.rows ?? [], [answer.data])
  const next = answer.data?.next ?? null
  const known = useRef(new Map<string, string>())
  const edge = useRef<'first' | 'last' | null>(null)
  const [mark, setMark] = useState<string | null>(null)

  const place = `${of}|${state.sort ?? ''}|${state.size}|`
  const goNext = useCallback(() => {
    if (!next) return
    known.current.set(place + String(state.page + 1), next)
    set({ page: String(state.page + 1), after: next })
  }, [next, place, set, state.page])
  const goPage = useCallback(
    (page: number) =>
      set({ page: page > 1 ? String(page) : undefined, after: known.current.get(place + String(page)) }),
    [place, set],
  )
  const ask = useCallback(
    (change: Partial<ListState> & { filter?: Record<string, string> }) => {
      const { filter, ...rest } = change
      const cleared = filter ? Object.fromEntries(o.filters.map((f) => [f, filter[f]])) : {}
      set(fresh({ ...(rest as Record<string, string | undefined>), ...cleared }))
    },
    [o.filters, set],
  )

  const here = state.open ?? mark
  const index = here === null ? -1 : rows.findIndex((r) => r.id === here)
  // An act may take the row out of this list (approved, no longer 待审核): the one that moved up into its place comes next.
  const stood = useRef(0)
  if (index >= 0) stood.current = index
  const open = useCallback((id: string | undefined, replace = false) => set({ open: id }, { replace }), [set])
  const stand = useCallback(
    (id: string) => {
      if (state.open) open(id, true)
      else setMark(id)
      const name = document.getElementById(rowId(id))
      if (state.open) name?.scrollIntoView({ block: 'nearest' })
      else name?.focus()
    },
    [state.open, open],
  )
  const step = useCallback(
    (by: 1 | -1) => {
      const gone = here !== null && index < 0
      const to = rows[gone ? stood.current + (by > 0 ? 0 : -1) : index + by]
      if (to) return stand(to.id)
      edge.current = by > 0 ? 'first' : 'last'
      if (by > 0) goNext()
      else if (state.page > 1) goPage(state.page - 1)
    },
    [rows, here, index, stand, goNext, goPage, state.page],
  )
  // Walking over the edge of a page goes on with the first (or last) row of the page that comes.
  useEffect(() => {
    const to = edge.current === 'first' ? rows[0] : edge.current === 'last' ? rows.at(-1) : undefined
    if (!to || answer.isPlaceholderData) return
    edge.current = null
    stand(to.id)
  }, [rows, stand, answer.isPlaceholderData])
  const { foresee } = o
  useEffect(() => {
    if (!state.open || index < 0 || !foresee) return
    for (const row of rows.slice(index + 1, index + 3)) void client.prefetchQuery(foresee(row))
  }, [state.open, index, rows, foresee, client])

  const close = useCallback(() => {
    const id = state.open
    open(undefined)
    const back = rows.some((r) => r.id === id) ? id : rows[Math.min(stood.current, rows.length - 1)]?.id
    if (!back) return
    setMark(back)
    requestAnimationFrame(() => document.getElementById(rowId(back))?.focus())
  }, [open, state.open, rows])
  const from = (state.page - 1) * state.size + 1
  const walk: Walk | null = state.open
    ? {
        id: state.open,
        place: index < 0 ? null : from + index,
        total: counts?.total ?? null,
        hasPrevious: index > 0 || state.page > 1,
        hasNext: index < rows.length - 1 || next !== null,
        next: () => step(1),
        previous: () => step(-1),
        close,
      }
    : null
  return {
    state,
    question,
    of,
    answer,
    counts,
    rows,
    next,
    from,
    here,
    walk,
    ask,
    open,
    stand,
    step,
    goNext,
    goPage,
    setMark,
  }
}
