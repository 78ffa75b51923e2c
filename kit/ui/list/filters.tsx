import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import type { Phases } from '../../pure/phases.ts'
import type { Workflow } from '../../pure/workflow.ts'

export interface Option {
  readonly value: string
  readonly label: string
}
/** A query item of a list. `days` asks two calendar days and fills the filters `from` and `to` (2026-11-26). */
export type Filter =
  | { readonly kind: 'text'; readonly name: string; readonly label: string }
  | { readonly kind: 'choice'; readonly name: string; readonly label: string; readonly options: readonly Option[] }
  | { readonly kind: 'days'; readonly from: string; readonly to: string; readonly label: string }

export const textFilter = (name: string, label: string): Filter => ({ kind: 'text', name, label })
export const choiceFilter = (name: string, label: string, options: readonly Option[]): Filter => ({
  kind: 'choice',
  name,
  label,
  options,
})
export const daysFilter = (from: string, to: string, label: string): Filter => ({ kind: 'days', from, to, label })

export const optionsOfStates = (w: Workflow): Option[] =>
  Object.entries(w.states).map(([value, s]) => ({ value, label: s.label }))
export const optionsOfPhases = (p: Phases): Option[] => p.list.map((x) => ({ value: x.code, label: x.label }))

export const namesOf = (filters: readonly Filter[]): string[] =>
  filters.flatMap((f) => (f.kind === 'days' ? [f.from, f.to] : [f.name]))
export type Draft = Readonly<Record<string, string>>

/** One control; its label stays visible inside it, so that a chosen value never loses its meaning. */
export function FilterField(p: {
  filter: Filter
  draft: Draft
  first: boolean
  change(part: Record<string, string | undefined>, now: boolean): void
}): ReactNode {
  const { filter: f, draft, change } = p
  const label = <span className="jh-hint">{f.label}</span>
  if (f.kind === 'text')
    return (
      <Input
        className="jh-filter"
        aria-label={f.label}
        prefix={label}
        {...(p.first ? { suffix: <kbd>/</kbd>, 'data-first-filter': true } : {})}
        value={draft[f.name] ?? ''}
        onChange={(e) => change({ [f.name]: e.target.value || undefined }, e.type !== 'change')}
      />
    )
  if (f.kind === 'choice')
    return (
      <Select
        className="jh-filter"
        aria-label={f.label}
        prefix={label}
        placeholder="全部"
        allowClear
        showSearch={f.options.length > 8 ? { optionFilterProp: 'label' } : false}
        popupMatchSelectWidth={false}
        options={[...f.options]}
        value={draft[f.name] ?? null}
        onChange={(v: string | null) => change({ [f.name]: v ?? undefined }, true)}
      />
    )
  const at = (name: string): dayjs.Dayjs | null => (draft[name] ? dayjs(draft[name]) : null)
  return (
    <DatePicker.RangePicker
      className="jh-filter days"
      prefix={label}
      allowEmpty={[true, true]}
      placeholder={['起', '止']}
      id={{ start: `filter-${f.from}`, end: `filter-${f.to}` }}
      aria-label={f.label}
      value={[at(f.from), at(f.to)]}
      onChange={(v) => change({ [f.from]: v?.[0]?.format('YYYY-MM-DD'), [f.to]: v?.[1]?.format('YYYY-MM-DD') }, true)}
    />
  )
}
