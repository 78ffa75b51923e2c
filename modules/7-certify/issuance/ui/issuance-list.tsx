import type { ReactNode } from 'react'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { PrintButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { useMe } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Moment } from '#kit/ui/record.tsx'
import { useUrl } from '#kit/ui/url.tsx'
import { certificateZip } from '../documents.ts'
import { modes, type RecordRow } from '../model.ts'
import { issue, records, reissue } from '../operations.ts'
import { issuance, tabs } from '../workflow.ts'
import { FetchButton } from './fetch-records.tsx'
import { IssueButton } from './issue-button.tsx'
import { RecordDetail } from './record-detail.tsx'
import { SignButton } from './sign-dialog.tsx'

/** 证书发放管理 (M1 §4.2): one tab per 颁证状态; who may do what in a tab follows from the side one stands on. */
export default function IssuanceList(): ReactNode {
  const [search] = useUrl()
  const { principal } = useMe()
  const isBody = principal?.actor === 'awarding-body'
  const tab = search['tab'] ?? 'awaiting-awarding-body'
  return (
    <>
      <PageHeader
        title="证书发放管理" context="培训评价组织与考核站点均确认签发后，方可发放证书"
        actions={isBody && tab === 'awaiting-awarding-body' ? <FetchButton /> : null}
      />
      <List<RecordRow>
        name="issuance" label="颁证记录" unit="条" op={records} tabs={tabs} noAll ticks
        columns={[
          { key: 'candidateNo', title: '考生编号', width: 230, sort: true },
          { key: 'name', title: '考生姓名', width: 100 },
          { key: 'status', title: tab === 'issued' ? '考试状态' : '颁证状态', width: 176, render: (r) => <StateBadge of={issuance} state={r.status} /> },
          { key: 'idMasked', title: '身份证号', width: 150 },
          { key: 'schoolName', title: '所属院校', width: 150 },
          { key: 'cert', title: '证书名称', render: (r) => `${r.certName}(${r.certLevel})` },
          { key: 'issuedAt', title: '颁证时间', width: 120, render: (r) => <Moment at={r.issuedAt} /> },
          { key: 'mode', title: '颁证方式', width: 90, render: (r) => (r.mode ? modes[r.mode] : '—') },
          { key: 'exam', title: tab === 'issued' ? '考试信息' : '考证结果', width: 180, render: (r) => r.examName },
        ]}
        main="name" keep={['name', 'cert', 'status']} card={{ badge: 'status', lines: ['cert', 'idMasked', 'schoolName'], side: 'issuedAt' }}
        filters={[textFilter('name', '考生姓名'), textFilter('idNo', '证件号码'), textFilter('serialNo', '证书编号'), textFilter('schoolName', '所属院校')]}
        actions={(r, table) => (
          <>
            <RowAct row={r} isBody={isBody} />
            <button type="button" className="jh-link" onClick={() => table.open(r.id)}>
              查看
            </button>
            {r.pdfFileId ? (
              <a className="jh-link" href={`/api/files/${r.pdfFileId}`} download>
                下载电子证书
              </a>
            ) : null}
          </>
        )}
        bulk={(chosen, done) => ('ids' in chosen.input ? <BulkActs ids={chosen.input.ids} tab={tab} isBody={isBody} onDone={done} /> : null)}
        drawer={(id) => <RecordDetail id={id} />}
        empty={<Nothing says="暂无数据" />}
      />
    </>
  )
}

/** The verb of the row, for the side whose turn it is. */
function RowAct({ row, isBody }: { row: RecordRow; isBody: boolean }): ReactNode {
  if (isBody && row.status === 'awaiting-awarding-body') return <SignButton ids={[row.id]} label="签发" mayRefuse />
  if (isBody && row.status === 'refused-by-awarding-body') return <SignButton ids={[row.id]} label="签发" mayRefuse={false} />
  if (!isBody && row.isOwnSite && row.status === 'awaiting-site') return <SignButton ids={[row.id]} label="签发" mayRefuse />
  if (!isBody && row.isOwnSite && row.status === 'refused-by-site') return <SignButton ids={[row.id]} label="重新签发" mayRefuse={false} />
  if (isBody && row.status === 'ready') return <IssueButton ids={[row.id]} />
  if (isBody && (row.status === 'sealing-failed' || row.status === 'issued'))
    return <OperationButton op={reissue} input={{ ids: [row.id], reason: '' }} step={{ of: asking, name: 'reissue', state: row.status }} look="link" says={() => '已进入证书待发放'} />
  return null
}
/** 重新发放 asks its reason (S11.14); the confirm sentence is the operation's. */
const asking = { ...issuance, steps: { ...issuance.steps, reissue: { ...issuance.steps.reissue, asks: 'reason' as const } } }

function BulkActs({ ids, tab, isBody, onDone }: { ids: string[]; tab: string; isBody: boolean; onDone(): void }): ReactNode {
  if (isBody && tab === 'awaiting-awarding-body') return <SignButton ids={ids} label={`批量确认签发 ${ids.length} 份`} mayRefuse onDone={onDone} look="primary" />
  if (isBody && tab === 'refused-by-awarding-body') return <SignButton ids={ids} label={`批量重新签发 ${ids.length} 份`} mayRefuse={false} onDone={onDone} look="primary" />
  if (!isBody && tab === 'awaiting-site') return <SignButton ids={ids} label={`批量确认签发 ${ids.length} 份`} mayRefuse onDone={onDone} look="primary" />
  if (!isBody && tab === 'refused-by-site') return <SignButton ids={ids} label={`批量重新签发 ${ids.length} 份`} mayRefuse={false} onDone={onDone} look="primary" />
  if (isBody && tab === 'ready')
    return (
      <>
        <OperationButton op={issue} input={{ ids, mode: 'electronic' }} label="批量发放电子证书" look="primary" confirm={`将 ${ids.length} 份作为电子证书发放，是否确认？`} says={(a) => `${a.issuing} 份证书生成中`} onDone={onDone} />
        <OperationButton op={issue} input={{ ids, mode: 'paper' }} label="批量发放纸质证书" confirm={`将 ${ids.length} 份作为纸质证书发放，是否确认？`} says={(a) => `${a.issuing} 份证书生成中`} onDone={onDone} />
      </>
    )
  if (tab === 'issued' || tab === 'sealing-failed')
    return (
      <>
        {tab === 'issued' ? <PrintButton document={certificateZip} input={{ ids }} /> : null}
        {isBody ? <OperationButton op={reissue} input={{ ids, reason: '' }} step={{ of: asking, name: 'reissue', state: tab }} label="批量重新发放" says={(a) => `${a.reopened} 份已进入证书待发放`} onDone={onDone} /> : null}
      </>
    )
  return null
}
