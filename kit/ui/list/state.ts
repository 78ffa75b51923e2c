import type { ListQuery } from '../../pure/list.ts'
import type { Change, Search } from '../url.tsx'

/** Where a list stands, as its address says it. `after` is the cursor of the page before; `open` the record in the drawer. */
export interface ListState {
  readonly tab?: string | undefined
  readonly filter: Readonly<Record<string, string>>
  readonly sort?: string | undefined
  readonly page: number
  readonly after?: string | undefined
  readonly size: number
  readonly open?: string | undefined
}
export const sizes = [10, 20, 50, 100] as const
const taken = ['tab', 'sort', 'page', 'after', 'size', 'open']
/** Jumps by page number reach this far; cursors go on from there (kit/pure/list.ts). */
export const lastJump = 200

const whole = (text: string | undefined, or: number, most: number): number => {
  const n = Number(text)
  return Number.isInteger(n) && n >= 1 ? Math.min(n, most) : or
}

/** @throws when a filter is named like a part of the list's own address */
export function readState(search: Search, filters: readonly string[], size: number = 10): ListState {
  const clash = filters.find((f) => taken.includes(f))
  if (clash) throw new Error(`a filter cannot be called ${clash}`)
  const filter: Record<string, string> = {}
  for (const name of filters) if (search[name]) filter[name] = search[name]
  const after = search['after'] || undefined
  return {
    tab: search['tab'] || undefined,
    filter,
    sort: search['sort'] || undefined,
    page: whole(search['page'], 1, after ? Number.MAX_SAFE_INTEGER : lastJump),
    after,
    size: whole(search['size'], size, 100),
    open: search['open'] || undefined,
  }
}

/** A new question starts on page one and leaves the drawer; undefined values vanish from the address. */
export const fresh = (change: Change): Change => ({ page: undefined, after: undefined, open: undefined, ...change })

/** The question to the server. `given` is what the page itself fixes. */
export function questionOf(s: ListState, given: Search = {}): ListQuery<Record<string, string>> {
  return {
    filter: { ...s.filter, ...given },
    size: s.size,
    ...(s.tab ? { tab: s.tab } : {}),
    ...(s.sort ? { sort: s.sort } : {}),
    ...(s.after ? { after: s.after } : s.page > 1 ? { page: s.page } : {}),
  }
}

/** none → descending → ascending → none: newest or largest first is what people look for. */
export const nextSort = (field: string, now: string | undefined): string | undefined =>
  now === `-${field}` ? field : now === field ? undefined : `-${field}`

/** 共 300 条 / 共 10000+ 条 */
export const totalText = (total: number, more: boolean | undefined): string =>
  more ? `共 ${total}+ 条` : `共 ${total} 条`
export const pageCount = (total: number, size: number): number => Math.max(1, Math.ceil(total / size))
