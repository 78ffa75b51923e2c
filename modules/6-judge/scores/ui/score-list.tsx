import { useState, type ReactNode } from 'react'
import { certLevels, displayName } from '#credentials'
import { asking } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { ImportButton } from '#kit/ui/import/import-button.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import type { ScoreDetail } from '../model.ts'
import { listScores, score } from '../operations.ts'
import { scoreExport, scoreSheet } from '../sheets.ts'
import { scoreStatuses } from '../workflow.ts'
import { PassBadge, ScoreBadge } from './badges.tsx'
import { ChooseSubject } from './choose-subject.tsx'
import { EditScore } from './edit-score.tsx'
import { ScoreView } from './score-view.tsx'

const tabs = scoreStatuses.map(({ code, label }) => ({ code, label }))
/** 考务管理 › 科目成绩: a school reads its own (P-5.2.9-01), an awarding body imports and corrects (P-5.2.9-03, -06). */
export default function ScoreList(): ReactNode {
  const principal = usePrincipal()
  const [editing, setEditing] = useState<ScoreDetail | null>(null)
  const isSchool = principal?.actor === 'school'
  return (
    <>
      <PageHeader
        title="科目成绩"
        context={
          isSchool
            ? '培训评价组织在成绩登记时间内导入成绩；公示期内对成绩有疑问可联系培训评价组织查证，公示期后成绩永久锁定'
            : '在成绩登记时间内按科目导入；公示期内可修改成绩，公示期后成绩永久锁定'
        }
        actions={<ImportButton sheet={scoreSheet} choose={(p) => <ChooseSubject {...p} />} />}
      />
      <List
        name="scores"
        label="科目成绩"
        unit="条"
        op={listScores}
        tabs={isSchool ? tabs.filter((x) => x.code !== 'unrecorded') : tabs}
        columns={[
          { key: 'planName', title: '考试计划', width: 200, sort: true },
          { key: 'name', title: '考生姓名', width: 96, sort: true },
          { key: 'ticketNo', title: '准考证号', width: 222 },
          { key: 'certName', title: '报考证书', render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'subjectName', title: '科目名称', width: 120 },
          { key: 'score', title: '成绩', width: 72, align: 'right' },
          { key: 'isPassed', title: '是否合格', width: 96, render: (r) => <PassBadge of={r.isPassed} /> },
          { key: 'status', title: '成绩状态', width: 96, render: (r) => <ScoreBadge of={r.status} /> },
          { key: 'idMasked', title: '证件号码', width: 124, hidden: true },
          { key: 'candidateNo', title: '考生编号', width: 222, sort: true, hidden: true },
          { key: 'subjectNo', title: '科目编号', width: 120, sort: true, hidden: true },
          { key: 'examMode', title: '考试方式', width: 88, hidden: true },
          { key: 'schoolName', title: '所属院校', width: 160, hidden: isSchool },
          { key: 'awardingBodyName', title: '考核单位', width: 160, hidden: true },
        ]}
        main="name"
        keep={['name', 'subjectName', 'score', 'status']}
        card={{ badge: 'status', lines: ['subjectName', 'certName', 'ticketNo', 'planName'], side: 'score' }}
        filters={[
          textFilter('name', '考生姓名'),
          textFilter('ticketNo', '准考证号'),
          textFilter('planName', '考试计划'),
          textFilter('idNo', '证件号码'),
          textFilter('subjectName', '科目名称'),
          textFilter('certName', '报考证书'),
          choiceFilter('certLevel', '证书等级', certLevels.map((value) => ({ value, label: value }))),
          choiceFilter('isPassed', '是否合格', [
            { value: 'yes', label: '合格' },
            { value: 'no', label: '不合格' },
          ]),
          ...(isSchool ? [] : [textFilter('schoolName', '所属院校')]),
          textFilter('candidateNo', '考生编号'),
        ]}
        tools={(asked) => <ExportButton sheet={scoreExport} asked={asked} label="批量导出科目成绩" />}
        actions={(r, table) => (
          <button type="button" className="jh-link" onClick={() => table.open(r.id)}>
            查看
          </button>
        )}
        ticks
        drawer={(id) => <ScoreView id={id} onEdit={setEditing} />}
        foresee={(r) => asking(score, { id: r.id })}
        empty={
          <Nothing says={isSchool ? '还没有科目成绩，成绩由培训评价组织在成绩登记时间内导入' : '还没有已排考的考生'} />
        }
      />
      {editing ? <EditScore of={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}
