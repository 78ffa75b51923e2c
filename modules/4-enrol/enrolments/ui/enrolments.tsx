import { Button } from 'antd'
import type { ReactNode } from 'react'
import { candidateKinds } from '#candidates'
import { levelOptions } from '#credentials/ui'
import { enrolModes } from '#exam-plans'
import { grantFor } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import type { ListColumn } from '#kit/ui/list/columns.tsx'
import { choiceFilter, textFilter, type Option } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import type { Chosen } from '#kit/ui/list/selection.ts'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Moment } from '#kit/ui/record.tsx'
import { left, minute } from '#kit/ui/times.ts'
import { useGo, useUrl } from '#kit/ui/url.tsx'
import { payStatuses, type EnrolmentRow } from '../model.ts'
import { deleteEnrolment, deleteEnrolments, enrolChoices, enrolment, listEnrolments } from '../operations.ts'
import { enrolmentExport } from '../sheets.ts'
import { enrolmentStatuses } from '../workflow.ts'
import { EnrolmentBadge, PayBadge } from './badges.tsx'
import { blockedDelete, deleteQuestion } from './deleting.ts'
import { EnrolmentView } from './enrolment-view.tsx'
import { ImportMenu } from './import-menu.tsx'

const optionsOf = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))
const school: ListColumn<EnrolmentRow> = { key: 'schoolName', title: '所属院校', width: 140 }
// 报考状态 and 缴费标识 stand before what only tells people apart: they are seen without scrolling.
const columns: readonly ListColumn<EnrolmentRow>[] = [
  { key: 'planName', title: '考试计划', sort: true },
  { key: 'name', title: '考生姓名', width: 110, sort: true },
  { key: 'certName', title: '报考证书', width: 160 },
  { key: 'certLevel', title: '证书等级', width: 84 },
  { key: 'mode', title: '报考方式', width: 84, render: (r) => enrolModes[r.mode] },
  { key: 'subjectName', title: '考试科目', width: 92 },
  { key: 'status', title: '报考状态', width: 94, render: (r) => <EnrolmentBadge of={r.status} /> },
  { key: 'payStatus', title: '缴费标识', width: 94, render: (r) => <PayBadge of={r.payStatus} /> },
  { key: 'idMasked', title: '证件号码', width: 122 },
  { key: 'kind', title: '考生类型', width: 84, render: (r) => candidateKinds[r.kind] },
  { key: 'candidateNo', title: '考生编号', width: 232, sort: true },
  { key: 'paymentNumber', title: '缴费单号', width: 160, hidden: true },
  {
    key: 'createdAt',
    title: '导入时间',
    width: 112,
    sort: true,
    hidden: true,
    render: (r) => <Moment at={r.createdAt} />,
  },
]
const filters = [
  textFilter('planName', '考试计划'),
  textFilter('name', '考生姓名'),
  textFilter('idNo', '证件号码'),
  textFilter('candidateNo', '考生编号'),
  choiceFilter('kind', '考生类型', optionsOf(candidateKinds)),
  textFilter('certName', '报考证书'),
  choiceFilter('certLevel', '证书等级', levelOptions),
  choiceFilter('mode', '报考方式', optionsOf(enrolModes)),
  textFilter('subjectName', '考试科目'),
  choiceFilter('payStatus', '缴费标识', optionsOf(payStatuses)),
]
const tabs = enrolmentStatuses.map(({ code, label }) => ({ code, label }))

/** 报考截止 of the plan that closes next; nothing when none is open. */
function Deadline(): ReactNode {
  const choices = useAsk(enrolChoices, {})
  const next = choices.data?.plans.toSorted((a, b) => a.registerEnd.localeCompare(b.registerEnd))[0]
  if (!choices.data) return null
  if (!next) return '当前没有处于报考时间的考试计划'
  return `“${next.name}”报考截止 ${minute(next.registerEnd)}，${left(next.registerEnd, choices.data.now)}`
}

/** 考务管理 › 报考管理 (M1 5.2.6); an awarding body reads the registrations of its plans (P-5.2.6-18). */
export default function Enrolments(): ReactNode {
  const me = usePrincipal()
  const go = useGo()
  const [, set] = useUrl()
  const writes = grantFor(me, deleteEnrolment.who) !== null
  const isSchool = me.actor === 'school'
  const importing = writes ? <ImportMenu /> : null
  return (
    <>
      <PageHeader
        title="报考管理"
        context={writes ? <Deadline /> : undefined}
        actions={
          <>
            <Button onClick={() => go('/enrolments/heads')}>审核人数与报考人数</Button>
            {importing}
          </>
        }
      />
      <List
        name="enrolments"
        label="报考信息"
        op={listEnrolments}
        columns={isSchool ? columns : [...columns.slice(0, 2), school, ...columns.slice(2)]}
        main="name"
        keep={['name', 'subjectName', 'status']}
        card={{ badge: 'status', lines: ['subjectName', 'certName', 'planName', 'idMasked'], side: 'payStatus' }}
        tabs={tabs}
        filters={isSchool ? filters : [textFilter('schoolName', '所属院校'), ...filters]}
        actionsWidth={96}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            <OperationButton
              op={deleteEnrolment}
              input={{ id: r.id }}
              look="link-danger"
              blocked={blockedDelete(r)}
              confirm={deleteQuestion([r])}
              says={(a) => `已删除 ${r.name} 的 ${a.deleted} 个科目`}
            />
          </>
        )}
        {...(writes
          ? { bulk: (chosen: Chosen, done: () => void) => <DeleteMany chosen={chosen} done={done} /> }
          : { ticks: true })}
        tools={(asked) => <ExportButton sheet={enrolmentExport} asked={asked} label="批量导出报考数据" />}
        drawer={(id) => <EnrolmentView id={id} onGone={() => set({ open: undefined })} />}
        foresee={(r) => asking(enrolment, { id: r.id })}
        empty={
          <Nothing says={writes ? '还没有报考信息，可以按证书或按科目批量导入' : '还没有报考信息'}>{importing}</Nothing>
        }
      />
    </>
  )
}

const DeleteMany = ({ chosen, done }: { chosen: Chosen; done: () => void }): ReactNode => (
  <OperationButton
    op={deleteEnrolments}
    input={chosen.input as { ids: string[] }}
    look="danger"
    label={`批量删除报考数据 ${chosen.count} 条`}
    confirm={deleteQuestion(null, chosen.count)}
    says={(a) => `已删除 ${a.deleted} 条报考信息`}
    onDone={done}
  />
)
