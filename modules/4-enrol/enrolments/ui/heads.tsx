import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import type { ListColumn } from '#kit/ui/list/columns.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { A } from '#kit/ui/url.tsx'
import type { HeadsRow } from '../model.ts'
import { listHeads } from '../operations.ts'

const difference = (r: HeadsRow): string => (r.approved === r.enrolled ? '一致' : `还差 ${r.approved - r.enrolled} 人`)
const columns: readonly ListColumn<HeadsRow>[] = [
  { key: 'year', title: '年份', width: 72, sort: true },
  { key: 'certName', title: '证书', width: 300, render: (r) => displayName(r.certName, r.certLevel) },
  { key: 'major', title: '专业', render: (r) => r.majorLabel ?? '全部专业' },
  { key: 'approved', title: '审核人数', width: 88, align: 'right' },
  { key: 'enrolled', title: '已报考人数', width: 96, align: 'right' },
  {
    key: 'share',
    title: '进度',
    width: 132,
    render: (r) => (
      <meter
        min={0}
        max={Math.max(r.approved, 1)}
        value={r.enrolled}
        aria-label={`已报考 ${r.enrolled} 人，审核 ${r.approved} 人`}
      />
    ),
  },
  { key: 'difference', title: '差额', width: 104, render: difference },
]
const school: ListColumn<HeadsRow> = { key: 'schoolName', title: '院校', width: 180, sort: true }

/** 审核人数 beside 已报考人数 (A14): they must agree in the end, but 报考 grows row by row. */
export default function Heads(): ReactNode {
  const { actor } = usePrincipal()
  const isSchool = actor === 'school'
  const filters = [textFilter('year', '年份'), textFilter('certName', '证书名称')]
  return (
    <>
      <PageHeader
        title="审核人数与报考人数"
        context="各个专业人数必须与实际报考专业的人数一致；只计院校考生，同一考生在一年内只计一次"
        {...(actor === 'province' ? {} : { back: <A to="/enrolments">返回报考管理</A> })}
      />
      <List
        name="enrolled-heads"
        label="审核人数与报考人数"
        op={listHeads}
        columns={isSchool ? columns : [school, ...columns]}
        main="certName"
        keep={['certName', 'approved', 'enrolled']}
        card={{ badge: 'difference', lines: ['major', ...(isSchool ? [] : ['schoolName']), 'year'], side: 'enrolled' }}
        filters={isSchool ? filters : [textFilter('schoolName', '院校'), ...filters]}
        empty={<Nothing says="还没有审核通过的证书试点申报" />}
      />
    </>
  )
}
