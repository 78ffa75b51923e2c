import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { holds } from '#kit/pure/who.ts'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Section, Timeline } from '#kit/ui/record.tsx'
import { displayName, type CredentialDetail } from '../model.ts'
import { credential, listCredentials, publishCredentials, suspendCredentials } from '../operations.ts'
import { credentialFlow } from '../workflow.ts'
import { AddCredential, EditCredential } from './credential-form.tsx'
import { CredentialFacts, LogProofDialog } from './facts.tsx'
import { levelOptions } from './options.ts'

/** 证书信息管理 of awarding bodies (add, edit) and of the platform (发布, 停用). Schools have their own page in pilots. */
export default function Credentials(): ReactNode {
  const me = usePrincipal()
  const isAuthor = me.actor === 'awarding-body' && holds(me, 'credentials.write')
  const [adding, setAdding] = useState(false)
  const [proofOf, setProofOf] = useState<string | null>(null)
  const add = isAuthor ? (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增证书
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="证书信息管理"
        context={me.actor === 'platform' ? '发布后写入存证，试点院校可以查看和申报' : '新增的证书由平台运维发布后生效'}
        actions={add}
      />
      <List
        name="credentials"
        label="证书"
        unit="个"
        op={listCredentials}
        columns={[
          { key: 'certNo', title: '证书编号', width: 110, sort: true },
          { key: 'name', title: '证书名称', sort: true },
          { key: 'level', title: '证书等级', width: 90 },
          { key: 'awardingBodyName', title: '颁证机构', width: 200, hidden: isAuthor },
          { key: 'passCondition', title: '通过条件', width: 100, hidden: true },
          { key: 'majorCount', title: '对应专业', width: 90, align: 'right' },
          { key: 'isLogged', title: '上链', width: 80, render: (r) => (r.isLogged ? '已上链' : '—') },
          {
            key: 'status',
            title: '状态',
            width: 100,
            render: (r) => <StateBadge of={credentialFlow} state={r.status} />,
          },
        ]}
        main="name"
        keep={['certNo', 'name', 'status']}
        card={{ badge: 'status', lines: ['certNo', 'awardingBodyName'], side: 'level' }}
        tabs={Object.entries(credentialFlow.states).map(([code, s]) => ({ code, label: s.label }))}
        filters={[
          textFilter('name', '证书名称'),
          textFilter('certNo', '证书编号'),
          choiceFilter('level', '证书等级', levelOptions),
          ...(me.actor === 'platform' ? [textFilter('awardingBody', '颁证机构')] : []),
        ]}
        actionsWidth={200}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            <button type="button" className="jh-link" onClick={() => setProofOf(r.id)}>
              上链信息
            </button>
            {me.actor === 'platform' ? (
              r.status === 'published' ? (
                <OperationButton
                  op={suspendCredentials}
                  input={{ ids: [r.id] }}
                  look="link-danger"
                  says={() => `已停用 ${displayName(r.name, r.level)}`}
                />
              ) : (
                <OperationButton
                  op={publishCredentials}
                  input={{ ids: [r.id] }}
                  look="link"
                  says={() => `已发布 ${displayName(r.name, r.level)}`}
                />
              )
            ) : null}
          </>
        )}
        {...(me.actor === 'platform' && holds(me, 'credentials.write')
          ? {
              bulk: (chosen, done) =>
                'ids' in chosen.input ? (
                  <>
                    <OperationButton
                      op={publishCredentials}
                      input={{ ids: chosen.input.ids }}
                      label={`发布 ${chosen.count} 个`}
                      says={(a) => `已发布 ${a.count} 个证书`}
                      onDone={done}
                    />
                    <OperationButton
                      op={suspendCredentials}
                      input={{ ids: chosen.input.ids }}
                      look="danger"
                      label={`停用 ${chosen.count} 个`}
                      says={(a) => `已停用 ${a.count} 个证书`}
                      onDone={done}
                    />
                  </>
                ) : null,
            }
          : {})}
        drawer={(id) => <CredentialView key={id} id={id} onProof={() => setProofOf(id)} />}
        foresee={(r) => asking(credential, { id: r.id })}
        empty={<Nothing says={isAuthor ? '还没有证书' : '暂无数据'}>{add}</Nothing>}
      />
      {isAuthor ? <AddCredential open={adding} onClose={() => setAdding(false)} /> : null}
      {proofOf ? <Proof id={proofOf} onClose={() => setProofOf(null)} /> : null}
    </>
  )
}

function Proof({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const c = useAsk(credential, { id })
  return c.data && !c.isPlaceholderData ? <LogProofDialog proof={c.data.logProof} open onClose={onClose} /> : null
}

function CredentialView({ id, onProof }: { id: string; onProof(): void }): ReactNode {
  const c = useAsk(credential, { id })
  const me = usePrincipal()
  const [editing, setEditing] = useState<CredentialDetail | null>(null)
  return (
    <>
      <Detail
        of={c}
        title={(d) => displayName(d.name, d.level)}
        badge={(d) => <StateBadge of={credentialFlow} state={d.status} />}
        footer={(d) => (
          <>
            <Button onClick={onProof}>上链信息</Button>
            {me.actor === 'awarding-body' && holds(me, 'credentials.write') ? (
              <Button type="primary" onClick={() => setEditing(d)}>
                编辑
              </Button>
            ) : null}
            <OperationButton
              op={suspendCredentials}
              input={{ ids: [d.id] }}
              step={{ of: credentialFlow, name: 'suspend', state: d.status }}
              look="danger"
            />
            <OperationButton
              op={publishCredentials}
              input={{ ids: [d.id] }}
              step={{ of: credentialFlow, name: 'publish', state: d.status }}
              look="primary"
            />
          </>
        )}
      >
        {(d) => (
          <>
            <CredentialFacts of={d} />
            <Section title="操作记录">
              <Timeline of={d.timeline} />
            </Section>
          </>
        )}
      </Detail>
      {editing ? <EditCredential of={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}
