import { Checkbox } from 'antd'
import type { ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, NoMatch, Nothing, Skeleton } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { phone, useMedia } from '#kit/ui/keys.ts'
import { Cards } from '#kit/ui/list/cards.tsx'
import type { ListColumn } from '#kit/ui/list/columns.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { QueryBar } from '#kit/ui/list/query-bar.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { useUrl } from '#kit/ui/url.tsx'
import { groupings, mostGroups, type Grouping, type Heads, type PassRates, type PassRateRow } from '../model.ts'
import { passRates } from '../operations.ts'
import { passRate } from '../rules.ts'
import { passRateExports } from '../sheets.ts'
import './pass-rates.css'

/** 通过率: the number is what counts, the bar is for the eye. */
function Rate({ of }: { of: Heads }): ReactNode {
  const share = of.attended === 0 ? 0 : Math.min(100, (of.passed / of.attended) * 100)
  return (
    <span className="jh-rate">
      <i aria-hidden>
        <b style={{ width: `${share}%` }} />
      </i>
      <span>{passRate(of)}</span>
    </span>
  )
}
const columnsOf = (grouping: Grouping, perSchool: boolean): ListColumn<PassRateRow>[] => [
  ...(grouping === 'level' ? [{ key: 'certLevel', title: '证书等级', width: 96 }] : []),
  { key: 'certName', title: '证书名称' },
  { key: 'awardingBodyName', title: '颁证机构', width: 200 },
  ...(perSchool ? [{ key: 'schoolName', title: '所属院校', width: 180 }] : []),
  { key: 'enrolled', title: '报考人数', width: 96, align: 'right' as const },
  { key: 'attended', title: '参考人数', width: 96, align: 'right' as const },
  { key: 'passed', title: '通过人数', width: 96, align: 'right' as const },
  { key: 'rate', title: '通过率', width: 168, align: 'right' as const, render: (r) => <Rate of={r} /> },
  { key: 'issued', title: '发证人数', width: 96, align: 'right' as const },
]
const totalRow = (total: Heads): PassRateRow => ({ ...total, id: 'total', certName: '合计', certLevel: null, awardingBodyName: '', schoolName: null })

function Groups({ of, grouping, perSchool }: { of: PassRates; grouping: Grouping; perSchool: boolean }): ReactNode {
  const small = useMedia(phone)
  const shown = { label: groupings[grouping], columns: columnsOf(grouping, perSchool), rows: [...of.rows, totalRow(of.total)], main: 'certName' }
  return (
    <>
      {small ? (
        <Cards {...shown} shape={{ lines: ['certLevel', 'schoolName', 'awardingBodyName', 'enrolled', 'attended', 'passed', 'issued'], side: 'rate' }} />
      ) : (
        <Table {...shown} />
      )}
      {of.isCut ? <p className="jh-hint">只显示前{mostGroups}行，导出可得全部</p> : null}
    </>
  )
}

/** 统计分析 › 证书通过率统计 (P-7.1-01, -02, -04). */
export default function PassRateStatistics(): ReactNode {
  const [url, set] = useUrl()
  const isSchool = usePrincipal()?.actor === 'school'
  const small = useMedia(phone)
  const grouping: Grouping = url['tab'] === 'level' ? 'level' : 'certificate'
  const perSchool = !isSchool && url['perSchool'] === 'yes'
  const value = Object.fromEntries(['year', 'planName'].flatMap((k) => (url[k] ? [[k, url[k]]] : []))) as Record<string, string>
  const asked = { tab: grouping, filter: { ...value, ...(perSchool ? { perSchool: 'yes' as const } : {}) }, size: 100 }
  const found = useAsk(passRates, asked)
  const apply = (filter: Readonly<Record<string, string>>): void => set({ year: filter['year'], planName: filter['planName'] })
  const years = (found.data?.years ?? []).map((y) => ({ value: String(y), label: `${y}年` }))
  const filtered = Object.keys(value).length > 0
  return (
    <>
      <PageHeader title="证书通过率统计" context="只统计公示期已结束的考试计划；通过率 = 通过人数 / 参考人数，参考人数不含缺考" />
      <section className="jh-panel" aria-label="证书通过率统计">
        <div className="jh-tabs" role="group" aria-label="统计方式">
          {(Object.keys(groupings) as Grouping[]).map((g) => (
            <button key={g} type="button" aria-pressed={g === grouping} onClick={() => set({ tab: g === 'certificate' ? undefined : g })}>
              {groupings[g]}
            </button>
          ))}
        </div>
        <QueryBar
          filters={[choiceFilter('year', '年度', years), textFilter('planName', '考试计划')]}
          value={value}
          compact={small}
          apply={apply}
          tools={
            <>
              {isSchool ? null : (
                <Checkbox checked={perSchool} onChange={(e) => set({ perSchool: e.target.checked ? 'yes' : undefined })}>
                  分院校
                </Checkbox>
              )}
              <ExportButton sheet={passRateExports[grouping][perSchool ? 'perSchool' : 'whole']} asked={asked} label="导出" />
            </>
          }
        />
        {found.isError ? (
          <Failure error={found.error} retry={() => void found.refetch()} />
        ) : !found.data ? (
          <Skeleton rows={4} />
        ) : found.data.rows.length > 0 ? (
          <Groups of={found.data} grouping={grouping} perSchool={perSchool} />
        ) : filtered ? (
          <NoMatch drops={Object.keys(value).map((k) => ({ label: k === 'year' ? '年度' : '考试计划', drop: () => set({ [k]: undefined }) }))} />
        ) : (
          <Nothing says="暂无数据。考试计划的公示期结束后，这里按证书列出通过率" />
        )}
      </section>
    </>
  )
}
