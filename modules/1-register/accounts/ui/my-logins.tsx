import type { ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { Moment } from '#kit/ui/record.tsx'
import { entrances, type Entrance } from '../model.ts'
import { myLogins } from '../operations-users.ts'

const why: Record<string, string> = { 'wrong-password': '密码错误', locked: '已锁定', 'wrong-entrance': '入口不符', 'account-suspended': '账号已停用', 'body-suspended': '机构已停用' }

/** 登录历史 of one's own account. */
export default function MyLogins(): ReactNode {
  return (
    <>
      <PageHeader title="登录历史" context="有不是本人的登录，请立即修改密码并告知管理员" />
      <List
        name="my-logins" label="登录" unit="次" op={myLogins}
        columns={[
          { key: 'at', title: '时间', width: 160, sort: true, render: (r) => <Moment at={r.at} /> },
          { key: 'entrance', title: '登录平台', render: (r) => entrances[r.entrance as Entrance] ?? r.entrance },
          { key: 'ip', title: '地址', width: 160 },
          { key: 'isOk', title: '结果', width: 140, render: (r) => <Badge tone={r.isOk ? 'good' : 'bad'}>{r.isOk ? '成功' : (why[r.why ?? ''] ?? '失败')}</Badge> },
        ]}
        main="at" keep={['at', 'isOk']} card={{ badge: 'isOk', lines: ['entrance', 'ip'] }}
        filters={[]}
        empty={<Nothing says="还没有登录记录" />}
      />
    </>
  )
}
