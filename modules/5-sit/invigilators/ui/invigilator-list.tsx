import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { certLevels } from '#credentials'
import { useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { ImportButton } from '#kit/ui/import/import-button.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, optionsOfStates, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { Facts, Moment, Section, Timeline } from '#kit/ui/record.tsx'
import { grantFor } from '#kit/pure/who.ts'
import type { InvigilatorRow } from '../model.ts'
import { addInvigilator, deleteInvigilator, editInvigilator, invigilator, listInvigilators } from '../operations.ts'
import { deleteProblem } from '../rules.ts'
import { invigilatorExport, invigilatorSheet } from '../sheets.ts'
import { qualificationFlow } from '../workflow.ts'
import { AddTeacher, EditTeacher } from './teacher-form.tsx'

const named = (q: { certName: string; certLevel: string }): string => `${q.certName}(${q.certLevel})`
/** One state as a badge, several with their counts: 已认证 2、待认证 1. */
function Standing({ row }: { row: InvigilatorRow }): ReactNode {
  const counts = Object.keys(qualificationFlow.states).flatMap((state) => {
    const n = row.qualifications.filter((q) => q.status === state).length
    return n ? [{ state, n }] : []
  })
  return (
    <span className="jh-row">
      {counts.map(({ state, n }) => (
        <span key={state}>
          <StateBadge of={qualificationFlow} state={state} />
          {row.qualifications.length > 1 ? ` ${n}` : null}
        </span>
      ))}
    </span>
  )
}

/** 考务管理 › 监考人员 of a school (P-5.2.11-01…08). */
export default function InvigilatorList(): ReactNode {
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const mayWrite = grantFor(usePrincipal(), addInvigilator.who) !== null
  const add = mayWrite ? (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增监考人员
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="监考人员"
        context="培训评价组织认证通过后，才能安排到该证书的考场监考"
        actions={
          <>
            <ImportButton sheet={invigilatorSheet} label="批量导入监考人员" />
            {add}
          </>
        }
      />
      <List
        name="invigilators"
        label="监考人员"
        unit="人"
        op={listInvigilators}
        columns={[
          { key: 'teacherNo', title: '教师编号', width: 110, sort: true },
          { key: 'name', title: '教师姓名', width: 120, sort: true },
          { key: 'mobileMasked', title: '手机号码', width: 130 },
          { key: 'qualifications', title: '监考证书', render: (r) => r.qualifications.map(named).join('、') },
          { key: 'status', title: '认证状态', width: 240, render: (r) => <Standing row={r} /> },
          { key: 'createdAt', title: '新增时间', width: 120, sort: true, render: (r) => <Moment at={r.createdAt} /> },
        ]}
        main="name"
        keep={['teacherNo', 'name', 'status']}
        card={{ badge: 'status', lines: ['teacherNo', 'mobileMasked', 'qualifications'] }}
        filters={[
          textFilter('name', '教师姓名'),
          textFilter('teacherNo', '教师编号'),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', certLevels.map((value) => ({ value, label: value }))),
          choiceFilter('status', '认证状态', optionsOfStates(qualificationFlow)),
        ]}
        ticks
        tools={(asked) => <ExportButton sheet={invigilatorExport} asked={asked} label="批量导出监考人员" />}
        actionsWidth={150}
        actions={(r, table) => (
          <>
            <button type="button" className="jh-link" onClick={() => table.open(r.id)}>
              查看
            </button>
            {mayWrite ? (
              <button type="button" className="jh-link" onClick={() => setEditing(r.id)}>
                编辑
              </button>
            ) : null}
            <OperationButton
              op={deleteInvigilator}
              input={{ id: r.id }}
              look="link-danger"
              blocked={deleteProblem(r.qualifications.map((q) => q.status)) ? '该人员存在已认证的证书，不能删除' : undefined}
              says={() => `已删除 ${r.name}`}
            />
          </>
        )}
        drawer={(id) => <TeacherDetail id={id} onEdit={setEditing} />}
        empty={<Nothing says="还没有监考人员">{add}</Nothing>}
      />
      <AddTeacher open={adding} onClose={() => setAdding(false)} />
      {editing ? <EditTeacher id={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}

function TeacherDetail({ id, onEdit }: { id: string; onEdit(id: string): void }): ReactNode {
  const teacher = useAsk(invigilator, { id })
  const mayEdit = grantFor(usePrincipal(), editInvigilator.who) !== null
  return (
    <Detail of={teacher} title={(d) => d.name} footer={(d) => (mayEdit ? <Button onClick={() => onEdit(d.id)}>编辑</Button> : null)}>
      {(d) => (
        <>
          <Facts
            of={[
              ['教师编号', d.teacherNo],
              ['证件类型', d.idType],
              ['证件号码', d.idMasked],
              ['手机号码', d.mobileMasked],
              ['所属院校', d.schoolName],
              ['所在区域', d.regionName],
            ]}
          />
          {d.qualifications.map((q) => (
            <Section key={q.id} title={named(q)}>
              <Facts
                of={[
                  ['证书编号', q.certNo],
                  ['颁证机构', q.awardingBodyName],
                  ['认证状态', <StateBadge of={qualificationFlow} state={q.status} />],
                ]}
              />
              <div style={{ marginTop: 12 }}>
                <Timeline of={q.timeline} awaits={q.status === 'pending' ? '待培训评价组织认证' : null} />
              </div>
            </Section>
          ))}
        </>
      )}
    </Detail>
  )
}
