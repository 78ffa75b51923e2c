import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { levelOptions } from '#credentials/ui'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, optionsOfStates, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { A } from '#kit/ui/url.tsx'
import type { SiteRow } from '../model.ts'
import { deleteSite, deleteSites, listSites, site, withdrawSite } from '../operations.ts'
import { isOpenToSchool } from '../rules.ts'
import { siteWorkflow } from '../workflow.ts'
import { DeclareSite, EditSite } from './site-form.tsx'
import { certificateOf, EnabledBadge, enabledOptions, SiteFacts } from './site-facts.tsx'

const tabs = Object.entries(siteWorkflow.states).map(([code, s]) => ({ code, label: s.label }))

/** 考核站点申报 of a school (P-5.2.4.1-01…11). */
export default function DeclaredSites(): ReactNode {
  const writes = holds(usePrincipal(), 'sites.write')
  const [declaring, setDeclaring] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const declare = writes ? (
    <Button type="primary" onClick={() => setDeclaring(true)}>
      申报考核站点
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="考核站点申报"
        context="考核站点经培训评价组织审批通过后方可组织学生考试；不符合建设标准的，可线下向培训评价组织申请到其他试点院校借考"
        actions={declare}
      />
      <List
        name="sites"
        label="考核站点"
        unit="个"
        op={listSites}
        tabs={tabs}
        columns={[
          { key: 'name', title: '考核站点名称', sort: true },
          { key: 'certName', title: '考核证书', width: 210, sort: true, render: certificateOf },
          { key: 'awardingBodyName', title: '培训评价组织', width: 140 },
          { key: 'address', title: '考点地址', width: 140 },
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
        card={{ badge: 'status', lines: ['certName', 'address'], side: 'isEnabled' }}
        filters={[
          textFilter('name', '考核站点名称'),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          choiceFilter('status', '审核状态', optionsOfStates(siteWorkflow)),
          choiceFilter('enabled', '考核站点状态', enabledOptions),
        ]}
        actionsWidth={160}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {writes && isOpenToSchool(r.status) ? (
              <button type="button" className="jh-link" onClick={() => setEditing(r.id)}>
                编辑
              </button>
            ) : null}
            {isOpenToSchool(r.status) ? <Remove of={r} /> : null}
            {r.status === 'pending' ? <Withdraw of={r} look="link" /> : null}
          </>
        )}
        {...(writes
          ? {
              bulk: (chosen, done) => (
                <OperationButton
                  op={deleteSites}
                  input={chosen.input as { ids: string[] }}
                  look="danger"
                  label={`批量删除考核站点 ${chosen.count} 个`}
                  confirm={`删除后不能恢复，是否确认删除所选的 ${chosen.count} 个考核站点？`}
                  says={(a) => `已删除 ${a.deleted} 个考核站点`}
                  onDone={done}
                />
              ),
            }
          : {})}
        drawer={(id) => <SiteView key={id} id={id} onEdit={() => setEditing(id)} />}
        foresee={(r) => asking(site, { id: r.id })}
        empty={<Nothing says="暂无数据">{declare}</Nothing>}
      />
      {declaring ? <DeclareSite onClose={() => setDeclaring(false)} /> : null}
      {editing ? <EditSite id={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}

const Remove = ({ of }: { of: Pick<SiteRow, 'id' | 'name'> }): ReactNode => (
  <OperationButton op={deleteSite} input={{ id: of.id }} look="link-danger" says={() => `已删除“${of.name}”`} />
)
const Withdraw = ({ of, look }: { of: Pick<SiteRow, 'id' | 'status'>; look: 'link' | 'plain' }): ReactNode => (
  <OperationButton
    op={withdrawSite}
    input={{ id: of.id }}
    step={{ of: siteWorkflow, name: 'withdraw', state: of.status }}
    look={look}
    says={() => '已撤销，状态为未提交'}
  />
)

function SiteView({ id, onEdit }: { id: string; onEdit(): void }): ReactNode {
  const writes = holds(usePrincipal(), 'sites.write')
  return (
    <Detail
      of={useAsk(site, { id })}
      title={(s) => s.name}
      badge={(s) => <StateBadge of={siteWorkflow} state={s.status} />}
      footer={(s) =>
        writes ? (
          <>
            {s.status === 'pending' ? <Withdraw of={s} look="plain" /> : null}
            {isOpenToSchool(s.status) ? (
              <Button type="primary" onClick={onEdit}>
                编辑
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      {(s) => (
        <SiteFacts
          of={s}
          standard={
            s.standardId ? (
              <A to="/site-standards" search={{ open: s.standardId }}>
                {s.standardTitle}
              </A>
            ) : (
              <p className="jh-hint">该证书没有已启用的考核站点建设标准</p>
            )
          }
        />
      )}
    </Detail>
  )
}
