import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { enrolModes } from '#exam-plans'
import { importStates, type ImportStage } from '#transfers'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { failuresUrl } from '#kit/ui/import/transfers.ts'
import { UndoButton } from '#kit/ui/import/undo-button.tsx'
import { choiceFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { Moment } from '#kit/ui/record.tsx'
import { A } from '#kit/ui/url.tsx'
import type { EnrolImportRow } from '../model.ts'
import { listEnrolImports } from '../operations.ts'

const modes = Object.entries(enrolModes).map(([value, label]) => ({ value, label }))

const Acts = ({ of: r, again }: { of: EnrolImportRow; again(): Promise<void> }): ReactNode => (
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
    {r.mayUndo ? <UndoButton link importId={r.id} count={r.okCount} onDone={again} /> : null}
  </>
)

/** 批量导入报考 › 导入记录: both ways of importing in one list (P-5.2.6-12, P-0-07). */
export default function EnrolImports(): ReactNode {
  const client = useQueryClient()
  return (
    <>
      <PageHeader title="导入记录" context="批量导入报考" back={<A to="/enrolments">返回报考管理</A>} />
      <List
        name="enrol-imports"
        label="导入记录"
        op={listEnrolImports}
        columns={[
          { key: 'byName', title: '操作人', width: 104 },
          { key: 'roleName', title: '角色', width: 130 },
          { key: 'at', title: '导入时间', width: 120, sort: true, render: (r) => <Moment at={r.at} /> },
          { key: 'mode', title: '报考方式', width: 88, render: (r) => enrolModes[r.mode] },
          { key: 'fileName', title: '文件' },
          { key: 'state', title: '状态', width: 96, render: (r) => importStates[r.state as ImportStage] },
          { key: 'okCount', title: '成功条数', width: 88, align: 'right' },
          { key: 'failCount', title: '失败条数', width: 88, align: 'right' },
        ]}
        main="fileName"
        keep={['fileName', 'state']}
        card={{ badge: 'state', lines: ['mode', 'byName'], side: 'at' }}
        filters={[choiceFilter('mode', '报考方式', modes)]}
        actionsWidth={168}
        actions={(r) => <Acts of={r} again={() => client.invalidateQueries()} />}
        empty={<Nothing says="还没有导入过" />}
      />
    </>
  )
}
