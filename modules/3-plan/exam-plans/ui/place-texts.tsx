import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { Badge } from '#kit/ui/badge.tsx'
import type { ListColumn } from '#kit/ui/list/columns.tsx'
import { placeKinds, type PlaceRow } from '../model.ts'

export const kindOptions = Object.entries(placeKinds).map(([value, label]) => ({ value, label }))

/** 分配方式; a site that was 停用 after it was assigned takes nobody. */
export const KindBadge = ({ of: r }: { of: PlaceRow }): ReactNode =>
  r.kind === null ? (
    <Badge tone="waiting">未分配</Badge>
  ) : r.isUsable === false ? (
    <Badge tone="bad">站点已停用</Badge>
  ) : (
    <Badge tone={r.kind === 'own' ? 'neutral' : 'planned'}>{placeKinds[r.kind]}</Badge>
  )

export const placeColumns: readonly ListColumn<PlaceRow>[] = [
  { key: 'planName', title: '考试计划' },
  { key: 'certName', title: '考核证书', width: 200, render: (r) => displayName(r.certName, r.certLevel) },
  { key: 'schoolName', title: '参考院校', width: 140, sort: true },
  { key: 'kind', title: '分配方式', width: 116, render: (r) => <KindBadge of={r} /> },
  { key: 'siteName', title: '考核站点', width: 260 },
  { key: 'hostName', title: '站点所属院校', width: 140 },
  { key: 'address', title: '考点地址', width: 140 },
]
export const placeCard = { badge: 'kind', lines: ['planName', 'certName', 'siteName', 'address'] } as const
