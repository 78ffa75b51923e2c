import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { Failure, Nothing, Skeleton } from '../empty.tsx'
import { phone, useMedia } from '../keys.ts'
import { Cards } from '../list/cards.tsx'
import type { ListColumn } from '../list/columns.tsx'
import { Pager } from '../list/pager.tsx'
import { Table } from '../list/table.tsx'
import { Moment } from '../record.tsx'
import { failuresUrl, useTransfers, type ImportRow } from './transfers.ts'
import { UndoButton } from './undo-button.tsx'

const stages = {
  checking: '，正在核对',
  checked: '，待导入',
  refused: '，文件未接受',
  applying: '，正在导入',
  applied: '',
  undoing: '，正在撤销',
  undone: '，已撤销',
  discarded: '，已放弃',
} as const
const columns: readonly ListColumn<ImportRow>[] = [
  { key: 'byName', title: '操作人', width: 96 },
  { key: 'roleName', title: '角色', width: 120 },
  { key: 'at', title: '导入时间', width: 120, render: (r) => <Moment at={r.at} /> },
  { key: 'fileName', title: '文件', render: (r) => r.fileName + stages[r.state] },
  { key: 'okCount', title: '成功条数', width: 88, align: 'right' },
  { key: 'failCount', title: '失败条数', width: 88, align: 'right' },
]
const counts: ListColumn<ImportRow> = {
  key: 'counts',
  title: '结果',
  render: (r) => `成功${r.okCount}条，失败${r.failCount}条${stages[r.state]}`,
}
const size = 10

/** 导入记录 (P-0-07). */
export function ImportRecords(p: { sheet: string; onBack(): void }): ReactNode {
  const transfers = useTransfers()
  const small = useMedia(phone)
  const [page, setPage] = useState(1)
  const records = useQuery({
    queryKey: ['transfers', 'imports', p.sheet, page],
    queryFn: () => transfers.imports({ sheet: p.sheet, page, size }),
    placeholderData: keepPreviousData,
    refetchInterval: (q) => (q.state.data?.rows.some((r) => r.state.endsWith('ing')) ? 1_500 : false),
  })
  const rows = records.data?.rows ?? []
  const table = {
    label: '导入记录',
    columns,
    rows,
    main: 'fileName',
    busy: records.isPlaceholderData,
    actionsWidth: 168,
    actions: (r: ImportRow) => (
      <>
        {r.failCount > 0 ? (
          <a className="jh-link" href={failuresUrl(r.id)}>
            下载失败数据
          </a>
        ) : (
          <span className="jh-link" role="link" aria-disabled>
            下载失败数据
          </span>
        )}
        {r.mayUndo ? (
          <UndoButton
            link
            importId={r.id}
            count={r.okCount}
            onDone={async () => {
              await records.refetch()
            }}
          />
        ) : null}
      </>
    ),
  }
  return (
    <div className="jh-import">
      <div className="jh-row">
        <h3>导入记录</h3>
        <span className="jh-fill" />
        <Button onClick={p.onBack}>返回导入</Button>
      </div>
      {records.isError ? <Failure error={records.error} retry={() => void records.refetch()} /> : null}
      {records.isPending ? <Skeleton rows={4} /> : null}
      {records.data && rows.length === 0 ? <Nothing says="还没有导入过" /> : null}
      {rows.length > 0 ? (
        small ? (
          <Cards {...table} columns={[...columns, counts]} shape={{ lines: ['counts', 'byName'], side: 'at' }} />
        ) : (
          <Table {...table} />
        )
      ) : null}
      <Pager
        total={records.data?.total ?? null}
        more={records.data?.more}
        page={page}
        size={size}
        hasNext={Boolean(records.data?.next)}
        compact
        onPage={setPage}
        onNext={() => setPage(page + 1)}
        onSize={() => undefined}
      />
    </div>
  )
}
