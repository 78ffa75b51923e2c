import type { ReactNode } from 'react'
import { standard } from '#credentials'
import { levelOptions, StandardFacts } from '#credentials/ui'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Failure, Nothing, Skeleton } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { SiteDetail } from '../model.ts'
import {
  approveSite,
  enableSite,
  listSites,
  returnSite,
  returnSuspendedSite,
  site,
  suspendSite,
} from '../operations.ts'
import { siteWorkflow } from '../workflow.ts'
import { certificateOf, EnabledBadge, enabledOptions, SiteFacts } from './site-facts.tsx'

const tabs = (['pending', 'approved', 'returned'] as const).map((code) => ({
  code,
  label: siteWorkflow.states[code].label,
}))
const reasons = ['场地不符合建设标准', '设备不符合建设标准', '考点地址不明确', '可容纳考位数与场地不符']

/** 考核站点审核 of an awarding body (P-5.2.4.1-12, -13). */
export default function ReviewedSites(): ReactNode {
  return (
    <>
      <PageHeader title="考核站点审核" context="审核通过即启用；停用后院校不能用它设置考场，退回后院校可以修改再提交" />
      <List
        name="reviewed-sites"
        label="考核站点"
        unit="个"
        op={listSites}
        tabs={tabs}
        columns={[
          { key: 'name', title: '考核站点名称' },
          { key: 'schoolName', title: '申报院校', width: 150, sort: true },
          { key: 'certName', title: '考核证书', width: 210, sort: true, render: certificateOf },
          { key: 'address', title: '考点地址', width: 140 },
          { key: 'capacity', title: '可容纳考位数', width: 120, align: 'right' },
          {
            key: 'status',
            title: '审核状态',
            width: 110,
            render: (r) => <StateBadge of={siteWorkflow} state={r.status} />,
          },
          { key: 'isEnabled', title: '考核站点状态', width: 120, render: (r) => <EnabledBadge of={r.isEnabled} /> },
        ]}
        main="name"
        keep={['name', 'status']}
        card={{ badge: 'status', lines: ['schoolName', 'certName', 'address'], side: 'isEnabled' }}
        filters={[
          textFilter('schoolName', '申报院校'),
          textFilter('name', '考核站点名称'),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          choiceFilter('enabled', '考核站点状态', enabledOptions),
        ]}
        actions={(r, t) => (
          <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
            {r.status === 'pending' ? '审核' : '查看'}
          </button>
        )}
        drawer={(id) => <SiteReview key={id} id={id} />}
        foresee={(r) => asking(site, { id: r.id })}
        empty={<Nothing says="暂无数据" />}
      />
    </>
  )
}

function SiteReview({ id }: { id: string }): ReactNode {
  return (
    <Detail
      of={useAsk(site, { id })}
      title={(s) => s.name}
      badge={(s) => <StateBadge of={siteWorkflow} state={s.status} />}
      footer={(s) => (s.status === 'pending' ? <Review of={s} /> : s.status === 'approved' ? <Running of={s} /> : null)}
    >
      {(s) => <SiteFacts of={s} standard={<Standard id={s.standardId} />} />}
    </Detail>
  )
}

const Review = ({ of: s }: { of: SiteDetail }): ReactNode => (
  <>
    <OperationButton
      op={returnSite}
      input={{ id: s.id, version: s.version } as never}
      step={{ of: siteWorkflow, name: 'return', state: s.status }}
      look="danger"
      hotkey="R"
      reasons={reasons}
      says={() => `已退回“${s.name}”`}
      thenNext
    />
    <OperationButton
      op={approveSite}
      input={{ id: s.id, version: s.version }}
      step={{ of: siteWorkflow, name: 'approve', state: s.status }}
      look="primary"
      hotkey="A"
      says={() => `“${s.name}”审核通过，已启用`}
      thenNext
    />
  </>
)

/** 停用 / 启用, and 退回 of a 已停用 site so that the school can correct it. */
const Running = ({ of: s }: { of: SiteDetail }): ReactNode =>
  s.isEnabled ? (
    <OperationButton
      op={suspendSite}
      input={{ id: s.id, version: s.version } as never}
      step={{ of: siteWorkflow, name: 'suspend', state: s.status }}
      look="danger"
      says={() => `已停用“${s.name}”`}
    />
  ) : (
    <>
      <OperationButton
        op={returnSuspendedSite}
        input={{ id: s.id, version: s.version } as never}
        step={{ of: siteWorkflow, name: 'return-suspended', state: s.status }}
        look="danger"
        reasons={['院校要求修改考点地址', '院校要求修改可容纳考位数']}
        says={() => `已退回“${s.name}”，院校可以修改后再提交`}
      />
      <OperationButton
        op={enableSite}
        input={{ id: s.id, version: s.version }}
        step={{ of: siteWorkflow, name: 'enable', state: s.status }}
        look="primary"
        says={() => `已启用“${s.name}”`}
      />
    </>
  )

/** The 已启用 standard, read beside the site. */
function Standard({ id }: { id: string | null }): ReactNode {
  const s = useAsk(standard, { id: id ?? '' }, { skip: id === null })
  if (id === null) return <p className="jh-hint">该证书没有已启用的考核站点建设标准</p>
  if (s.isError) return <Failure error={s.error} retry={() => void s.refetch()} />
  return s.data ? <StandardFacts of={s.data} /> : <Skeleton rows={3} />
}
