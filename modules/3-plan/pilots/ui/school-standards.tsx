import type { ReactNode } from 'react'
import { displayName, siteStandardFlow, skillStandardFlow, standardKinds, type StandardKind } from '#credentials'
import { levelOptions, StandardFacts } from '#credentials/ui'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, optionsOfStates, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { listSchoolStandards, schoolStandard } from '../operations.ts'

const flowOf = (kind: StandardKind) => (kind === 'skill' ? skillStandardFlow : siteStandardFlow)

/** 标准管理 of a school, read only: of every certificate it has ever applied for (P-3.1-01…03, P-3.2-01…03). */
export function SchoolStandards({ kind }: { kind: StandardKind }): ReactNode {
  return (
    <>
      <PageHeader title={standardKinds[kind]} context="本校申请过证书试点的证书" />
      <List
        name={`school-${kind}-standards`}
        label={standardKinds[kind]}
        unit="个"
        op={listSchoolStandards}
        given={{ kind }}
        columns={[
          { key: 'title', title: '标准名称' },
          {
            key: 'certName',
            title: '证书名称',
            width: 260,
            render: (r) => displayName(r.certName, r.certLevel),
            sort: true,
          },
          { key: 'awardingBodyName', title: '颁证机构', width: 180 },
          { key: 'versionNo', title: '版本', width: 100 },
          { key: 'publishDate', title: '发布日期', width: 120, sort: true },
          {
            key: 'status',
            title: '状态',
            width: 100,
            render: (r) => <StateBadge of={flowOf(kind)} state={r.status} />,
          },
        ]}
        main="title"
        keep={['title', 'versionNo', 'status']}
        card={{ badge: 'status', lines: ['certName', 'awardingBodyName'], side: 'versionNo' }}
        filters={[
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          textFilter('awardingBody', '颁证机构'),
          textFilter('title', '标准名称'),
          ...(kind === 'site' ? [choiceFilter('status', '状态', optionsOfStates(siteStandardFlow))] : []),
        ]}
        actionsWidth={80}
        actions={(r, t) => (
          <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
            查看
          </button>
        )}
        drawer={(id) => <StandardView key={id} id={id} />}
        foresee={(r) => asking(schoolStandard, { id: r.id })}
      />
    </>
  )
}
function StandardView({ id }: { id: string }): ReactNode {
  const s = useAsk(schoolStandard, { id })
  return (
    <Detail of={s} title={(d) => d.title} badge={(d) => <StateBadge of={flowOf(d.kind)} state={d.status} />}>
      {(d) => <StandardFacts of={d} />}
    </Detail>
  )
}
