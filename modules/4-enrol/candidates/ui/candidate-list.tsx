import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { grantFor } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { ImportButton } from '#kit/ui/import/import-button.tsx'
import type { ListColumn } from '#kit/ui/list/columns.tsx'
import { choiceFilter, optionsOfStates, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import type { Chosen } from '#kit/ui/list/selection.ts'
import { useMe } from '#kit/ui/me.ts'
import { Moment } from '#kit/ui/record.tsx'
import { useUrl } from '#kit/ui/url.tsx'
import { candidateKinds, kindCodes, type CandidateKind, type CandidateRow } from '../model.ts'
import {
  addCandidate,
  certifyCandidates,
  deleteCandidate,
  deleteCandidates,
  editCandidate,
  getCandidate,
  listCandidates,
} from '../operations.ts'
import { candidateExport, candidateSheet, correctionSheet, photoSheet } from '../sheets.ts'
import { candidateFlow } from '../workflow.ts'
import { BatchButton } from './batch-button.tsx'
import { CandidateDetail } from './candidate-detail.tsx'
import { AddCandidate, EditCandidate } from './candidate-form.tsx'
import { CertifyButton } from './certify-button.tsx'
import { useComparing, useStandIn } from './comparing.ts'
import { ConfirmButton } from './confirm-candidate.tsx'
import { CandidateStatusBadges } from './status-badges.tsx'

const columns: readonly ListColumn<CandidateRow>[] = [
  { key: 'candidateNo', title: '考生编号', width: 232, sort: true },
  { key: 'name', title: '姓名', width: 96, sort: true },
  // The state stands early: it decides what is to be done, and stays in sight on a narrow screen.
  { key: 'status', title: '信息状态', width: 172, render: (r) => <CandidateStatusBadges {...r} /> },
  { key: 'gender', title: '性别', width: 56 },
  { key: 'idType', title: '证件类型', width: 84 },
  { key: 'idMasked', title: '身份证号', width: 120 },
  { key: 'mobileMasked', title: '手机号', width: 116 },
  { key: 'majorName', title: '就读专业', width: 168 },
  { key: 'enrollYear', title: '入学年份', width: 96, sort: true },
  { key: 'photo', title: '照片', width: 56, render: (r) => (r.photoFileId ? '有' : '无') },
  { key: 'enrolledCount', title: '已报考证书', width: 108, sort: true, align: 'right' },
  {
    key: 'createdAt',
    title: '新增时间',
    width: 112,
    sort: true,
    hidden: true,
    render: (r) => <Moment at={r.createdAt} />,
  },
]
const filters = [
  textFilter('name', '姓名'),
  textFilter('idNo', '证件号码'),
  textFilter('major', '就读专业'),
  textFilter('enrollYear', '入学年份'),
  choiceFilter('status', '信息状态', optionsOfStates(candidateFlow)),
  choiceFilter('incomplete', '资料', [{ value: 'yes', label: '信息不完善' }]),
]
const tabs = kindCodes.map((code) => ({ code, label: candidateKinds[code] }))

/** 批量认证 and 批量删除 of what is ticked or of all that the question finds. 人工确认 has no batch (P-5.2.3-15). */
const Bulk = ({ chosen, done }: { chosen: Chosen; done: () => void }): ReactNode => (
  <>
    <BatchButton
      op={deleteCandidates}
      input={chosen.input as never}
      label={`批量删除 ${chosen.count} 人`}
      verb="删除"
      look="danger"
      confirm={deleteCandidates.confirm}
      says={(a) => `已删除 ${a.deleted} 人`}
      onDone={done}
    />
    <BatchButton
      op={certifyCandidates}
      input={chosen.input as never}
      label={`批量认证 ${chosen.count} 人`}
      verb="认证"
      says={(a) => `已送公安系统照片比对 ${a.sent} 人，结果在站内信中告知`}
      onDone={done}
    />
  </>
)

function EditOf({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const asked = useAsk(getCandidate, { id })
  return asked.data && !asked.isPlaceholderData ? <EditCandidate of={asked.data} onClose={onClose} /> : null
}

/** 考务管理 › 考生管理 (M1 5.2.3). */
export default function CandidateList(): ReactNode {
  const [search, set] = useUrl()
  const { principal } = useMe()
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const kind: CandidateKind = search['tab'] === 'external' ? 'external' : 'student'
  const comparing = useComparing(kind)
  const standIn = useStandIn()
  const mayWrite = principal !== null && grantFor(principal, addCandidate.who) !== null
  const add = mayWrite ? (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增考生
    </Button>
  ) : null
  const context = [comparing ? `认证中 ${comparing} 人` : '', standIn ? '公安系统照片比对为演示服务' : '']
  return (
    <>
      <PageHeader
        title="考生管理"
        context={context.filter(Boolean).join('；') || undefined}
        actions={
          <>
            <ImportButton sheet={candidateSheet} label="批量导入考生信息" given={{ kind }} />
            <ImportButton sheet={photoSheet} label="批量导入学生照片" given={{ kind }} />
            <ImportButton sheet={correctionSheet} label="批量修改考生信息" />
            {add}
          </>
        }
      />
      <List
        name="candidates"
        label="考生"
        unit="人"
        op={listCandidates}
        columns={columns}
        main="name"
        keep={['candidateNo', 'name', 'status']}
        card={{ badge: 'status', lines: ['idMasked', 'majorName', 'candidateNo'], side: 'mobileMasked' }}
        tabs={tabs}
        noAll
        filters={filters}
        actionsWidth={mayWrite ? 152 : 72}
        actions={(r, t) => (
          <>
            {mayWrite ? null : (
              <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
                查看
              </button>
            )}
            <CertifyButton of={r} look="link" />
            <ConfirmButton id={r.id} status={r.status} look="link" />
            {mayWrite ? (
              <button
                type="button"
                className="jh-link"
                aria-disabled={r.isCertifying || undefined}
                title={r.isCertifying ? '认证处理中，请稍后再试' : undefined}
                onClick={() => !r.isCertifying && setEditing(r.id)}
              >
                {editCandidate.label}
              </button>
            ) : null}
            <BatchButton
              op={deleteCandidate}
              input={{ id: r.id }}
              label="删除"
              verb="删除"
              look="link-danger"
              confirm={deleteCandidate.confirm}
              says={() => `已删除 ${r.name}`}
            />
          </>
        )}
        {...(mayWrite
          ? { bulk: (chosen: Chosen, done: () => void) => <Bulk chosen={chosen} done={done} />, chooseAll: true }
          : { ticks: true })}
        tools={(asked) => <ExportButton sheet={candidateExport} asked={asked} label="批量导出考生信息" />}
        drawer={(id, row) => <CandidateDetail id={id} row={row} onGone={() => set({ open: undefined })} />}
        foresee={foresee}
        empty={<Nothing says={`还没有${candidateKinds[kind]}，可以逐个新增，或下载模板批量导入`}>{add}</Nothing>}
      />
      <AddCandidate kind={kind} open={adding} onClose={() => setAdding(false)} />
      {editing ? <EditOf id={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}
const foresee = (r: CandidateRow) => asking(getCandidate, { id: r.id })
