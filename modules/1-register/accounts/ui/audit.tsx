import type { ReactNode } from 'react'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { Moment } from '#kit/ui/record.tsx'
import { auditLog } from '../operations-users.ts'

/** 操作日志 (P-0-13): search by person, operation, thing; nobody can change it. */
export default function Audit(): ReactNode {
  return (
    <>
      <PageHeader title="操作日志" context="只读，任何人不能修改或删除" />
      <List
        name="audit" label="操作" unit="条" op={auditLog}
        columns={[
          { key: 'at', title: '时间', width: 130, sort: true, render: (r) => <Moment at={r.at} /> },
          { key: 'accountName', title: '操作人', width: 120 },
          { key: 'roleName', title: '角色', width: 130 },
          { key: 'label', title: '操作', width: 140 },
          { key: 'entity', title: '对象', width: 140 },
          { key: 'change', title: '变更', render: (r) => [r.fromState, r.toState].filter(Boolean).join(' → ') },
          { key: 'reason', title: '原因', width: 160 },
          { key: 'ip', title: '地址', width: 120 },
        ]}
        main="label" keep={['at', 'accountName', 'label']} card={{ lines: ['at', 'accountName', 'change', 'reason'] }}
        filters={[textFilter('accountName', '操作人'), textFilter('label', '操作'), textFilter('entity', '对象')]}
        empty={<Nothing says="还没有操作记录" />}
      />
    </>
  )
}
