import type { ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { Moment } from '#kit/ui/record.tsx'
import { outbox } from '../operations.ts'

const states = { waiting: ['待发送', 'waiting'], sent: ['已发送', 'good'], failed: ['发送失败', 'bad'] } as const

/** 外部接口任务: what left, or would have left, by short message. */
export default function Outbox(): ReactNode {
  return (
    <>
      <PageHeader title="外部接口任务" context="短信通道为演示替身：短信不会真正发出，内容显示在这里" />
      <List
        name="outbox" label="短信" unit="条" op={outbox}
        columns={[
          { key: 'madeAt', title: '时间', width: 130, sort: true, render: (r) => <Moment at={r.madeAt} /> },
          { key: 'to', title: '手机号', width: 130 },
          { key: 'text', title: '内容' },
          { key: 'state', title: '状态', width: 110, render: (r) => <Badge tone={states[r.state][1]}>{states[r.state][0]}</Badge> },
        ]}
        main="to" keep={['madeAt', 'to', 'state']} card={{ badge: 'state', lines: ['madeAt', 'text'] }}
        filters={[]}
        empty={<Nothing says="还没有短信" />}
      />
    </>
  )
}
