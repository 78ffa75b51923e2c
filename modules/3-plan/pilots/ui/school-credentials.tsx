import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { CredentialFacts, levelOptions, LogProofDialog } from '#credentials/ui'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { credentialRanges, listSchoolCredentials, schoolCredential } from '../operations.ts'

const ranges = Object.entries(credentialRanges).map(([value, label]) => ({ value, label }))

/** 证书信息管理 of a school (P-4.1-01…05): 已参与试点证书 by default. */
export default function SchoolCredentials(): ReactNode {
  const [proofOf, setProofOf] = useState<string | null>(null)
  return (
    <>
      <PageHeader title="证书信息管理" context="默认显示已参与试点证书，可在证书范围中选择全部" />
      <List
        name="school-credentials"
        label="证书"
        unit="个"
        op={listSchoolCredentials}
        columns={[
          { key: 'certNo', title: '证书编号', width: 120, sort: true },
          { key: 'name', title: '证书名称', sort: true },
          { key: 'level', title: '证书等级', width: 100 },
          { key: 'awardingBodyName', title: '颁证机构', width: 240 },
        ]}
        main="name"
        keep={['certNo', 'name', 'level']}
        card={{ lines: ['certNo', 'awardingBodyName'], side: 'level' }}
        filters={[
          choiceFilter('range', '证书范围', ranges),
          textFilter('name', '证书名称'),
          choiceFilter('level', '证书等级', levelOptions),
          textFilter('awardingBody', '颁证机构'),
        ]}
        actionsWidth={150}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            <button type="button" className="jh-link" onClick={() => setProofOf(r.id)}>
              上链信息
            </button>
          </>
        )}
        drawer={(id) => <CredentialView key={id} id={id} />}
        foresee={(r) => asking(schoolCredential, { id: r.id })}
      />
      {proofOf ? <Proof id={proofOf} onClose={() => setProofOf(null)} /> : null}
    </>
  )
}
function Proof({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const c = useAsk(schoolCredential, { id })
  return c.data && !c.isPlaceholderData ? <LogProofDialog proof={c.data.logProof} open onClose={onClose} /> : null
}
function CredentialView({ id }: { id: string }): ReactNode {
  const c = useAsk(schoolCredential, { id })
  return (
    <Detail of={c} title={(d) => displayName(d.name, d.level)}>
      {(d) => <CredentialFacts of={d} />}
    </Detail>
  )
}
