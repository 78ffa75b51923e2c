import { useRef, useState, type ReactNode } from 'react'
import type { ListQuery } from '../../pure/list.ts'
import { NoMatch, Failure, Nothing, Skeleton } from '../empty.tsx'
import { phone, useKeys, useMedia, wide } from '../keys.ts'
import { useMe } from '../me.ts'
import type { Search } from '../url.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { Cards, type CardShape } from './cards.tsx'
import { ColumnSettings, useHabits, type ListColumn } from './columns.tsx'
import { DetailSide } from './detail.tsx'
import { namesOf, type Filter } from './filters.tsx'
import { KeyList } from './key-list.tsx'
import { Pager } from './pager.tsx'
import { QueryBar } from './query-bar.tsx'
import { useSelection, type Chosen } from './selection.ts'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { useList, type Foresee, type ListOperation } from './use-list.ts'
import { WalkContext } from './walk.ts'

export interface RowTools {
  /** Opens the row's drawer. */
  open(id: string): void
}
export interface ListProps<R extends { id: string }> {
  /** Names the list in the browser's memory of columns and page size. */
  readonly name: string
  /** Read aloud for the table: 考生. */
  readonly label: string
  readonly op: ListOperation<R>
  /** Filter values fixed by the page itself. */
  readonly given?: Search
  readonly columns: readonly ListColumn<R>[]
  /** Key of the column that names a row and opens it. */
  readonly main: string
  /** Columns that stay when the drawer stands beside the list. */
  readonly keep: readonly string[]
  readonly card: CardShape
  /** Tabs by `tab` code; 全部 comes first unless `noAll`. */
  readonly tabs?: readonly { readonly code: string; readonly label: string }[]
  readonly noAll?: boolean
  readonly filters?: readonly Filter[]
  /** Counting word: 已选 3 人. */
  readonly unit?: string
  readonly actions?: (row: R, tools: RowTools) => ReactNode
  readonly actionsWidth?: number
  /** Buttons for ticked rows; call `done` after success. Ticks appear only with this or `ticks`. */
  readonly bulk?: (chosen: Chosen, done: () => void) => ReactNode
  readonly ticks?: boolean
  /** Offers 选中全部 N 条: for operations that take `all` (filter + count). */
  readonly chooseAll?: boolean
  /** Buttons at the right of the query bar; gets the present question, with `ids` when rows are ticked. */
  readonly tools?: (asked: ListQuery<Record<string, string>>) => ReactNode
  /** Content of the drawer: usually `<Detail of={useAsk(…)}>`. */
  readonly drawer?: (id: string, row: R | undefined) => ReactNode
  /** Prefetches what the next two drawers will ask. */
  readonly foresee?: Foresee<R>
  /** When there is nothing at all yet: one sentence and the one button. */
  readonly empty?: ReactNode
}

/** Status tabs → query bar → table (cards on a phone) → footer, with the record's drawer beside it. State lives in the URL. */
export function List<R extends { id: string }>(p: ListProps<R>): ReactNode {
  const account = useMe().principal?.accountId ?? 'public'
  const columns = p.columns as readonly ListColumn<never>[]
  const { habits, keep, restore } = useHabits(p.name, account, columns)
  const filters = p.filters ?? []
  const l = useList<R>({
    op: p.op,
    given: p.given ?? {},
    filters: namesOf(filters),
    size: habits.size ?? 10,
    foresee: p.foresee,
  })
  const isPhone = useMedia(phone)
  const isWide = useMedia(wide)
  const panel = useRef<HTMLElement>(null)
  const [keysShown, showKeys] = useState(false)
  const selection = useSelection(l.of)
  const open = l.state.open !== undefined && p.drawer !== undefined
  const beside = open && isWide
  const compact = isPhone || beside
  const shown = p.columns.filter((c) => (beside ? p.keep.includes(c.key) : !habits.hidden.includes(c.key)))
  const openRow = p.drawer ? (row: R) => l.open(row.id) : undefined
  const move = (by: 1 | -1, extend: boolean): void => {
    if (extend && l.here) selection.set([l.here], true)
    const to = l.rows[l.rows.findIndex((r) => r.id === l.here) + by]
    l.step(by)
    if (extend && to) selection.set([to.id], true)
  }
  const ticking = p.bulk !== undefined || p.ticks === true
  useKeys({
    '/': () => (panel.current?.querySelector('input[data-first-filter]') as HTMLInputElement | null)?.focus(),
    j: () => move(1, false),
    k: () => move(-1, false),
    ...(ticking
      ? {
          J: () => move(1, true),
          K: () => move(-1, true),
          x: () => l.here && selection.set([l.here], !selection.has(l.here)),
        }
      : {}),
    ...(l.here && !open && p.drawer && !(document.activeElement instanceof HTMLButtonElement)
      ? { Enter: () => l.open(l.here as string) }
      : {}),
    ...(open ? { Escape: () => l.walk?.close() } : {}),
    '?': () => showKeys(true),
  })
  const { answer, counts, state } = l
  const chosen = selection.chosen
  const asked = { ...l.question, ...(chosen && 'ids' in chosen.input ? { ids: chosen.input.ids } : {}) }
  const filtered = Object.entries(state.filter)
  const body = (): ReactNode => {
    if (answer.isError && !answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />
    if (!answer.data) return <Skeleton />
    if (l.rows.length === 0)
      return filtered.length > 0 ? (
        <NoMatch
          drops={filtered.map(([name, value]) => ({
            label: `${filters.find((f) => namesOf([f]).includes(name))?.label ?? name}“${labelOf(filters, name, value)}”`,
            drop: () => l.ask({ filter: Object.fromEntries(filtered.filter(([n]) => n !== name)) }),
          }))}
        />
      ) : (
        (p.empty ?? <Nothing />)
      )
    const table = {
      label: p.label,
      columns: isPhone ? p.columns : shown,
      rows: l.rows,
      from: l.from,
      main: p.main,
      here: l.here,
      sort: state.sort,
      busy: answer.isPlaceholderData,
      ticks: ticking ? selection : undefined,
      actions: beside || !p.actions ? undefined : (row: R) => p.actions?.(row, { open: l.open }),
      ...(p.actionsWidth ? { actionsWidth: p.actionsWidth } : {}),
      onSort: (sort: string | undefined) => l.ask({ sort }),
      ...(openRow ? { onOpen: openRow } : {}),
      onHere: (id: string) => (open && !getSelection()?.toString() ? l.open(id, true) : l.setMark(id)),
    }
    return isPhone ? <Cards {...table} shape={p.card} /> : <Table {...table} />
  }
  return (
    <div className={beside ? 'jh-split beside' : 'jh-split'}>
      <section className="jh-panel" ref={panel} aria-label={p.label}>
        {p.tabs ? (
          <Tabs
            tabs={p.noAll ? p.tabs : [{ code: '', label: '全部' }, ...p.tabs]}
            counts={counts?.tabs}
            value={state.tab ?? (p.noAll ? (p.tabs[0]?.code ?? '') : '')}
            onChange={(code) => l.ask({ tab: code || undefined })}
          />
        ) : null}
        <QueryBar
          filters={filters}
          value={state.filter}
          compact={compact}
          apply={(filter) => l.ask({ filter })}
          tools={
            beside ? null : (
              <>
                {p.tools?.(asked)}
                {isPhone ? null : (
                  <ColumnSettings columns={columns} main={p.main} habits={habits} keep={keep} restore={restore} />
                )}
              </>
            )
          }
        />
        {body()}
        {answer.isError && answer.data ? <Failure error={answer.error} retry={() => void answer.refetch()} /> : null}
        {answer.data ? (
          <Pager
            total={counts?.total ?? null}
            more={counts?.more}
            page={state.page}
            size={state.size}
            hasNext={l.next !== null}
            compact={compact}
            onPage={l.goPage}
            onNext={l.goNext}
            onSize={(size) => {
              keep({ ...habits, size })
              l.ask({})
            }}
          />
        ) : null}
      </section>
      {open && l.walk ? (
        <WalkContext value={l.walk}>
          <DetailSide beside={beside} onClose={l.walk.close}>
            {p.drawer?.(
              l.walk.id,
              l.rows.find((r) => r.id === l.walk?.id),
            )}
          </DetailSide>
        </WalkContext>
      ) : null}
      {chosen && p.bulk ? (
        <BulkBar
          chosen={chosen}
          unit={p.unit ?? '条'}
          total={p.chooseAll ? (counts?.more ? null : (counts?.total ?? null)) : null}
          onAll={(expected) =>
            selection.chooseAll({ ...(state.tab ? { tab: state.tab } : {}), filter: l.question.filter, expected })
          }
          onClear={selection.clear}
        >
          {p.bulk(chosen, selection.clear)}
        </BulkBar>
      ) : null}
      <KeyList open={keysShown} ticking={ticking} onClose={() => showKeys(false)} />
    </div>
  )
}

function labelOf(filters: readonly Filter[], name: string, value: string): string {
  const f = filters.find((x) => x.kind === 'choice' && x.name === name)
  return (f?.kind === 'choice' ? f.options.find((o) => o.value === value)?.label : undefined) ?? value
}
