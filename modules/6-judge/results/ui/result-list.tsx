import type { ReactNode } from 'react'
import { candidateKinds } from '#candidates'
import { certLevels, displayName } from '#credentials'
import { asking } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { resultStates } from '../model.ts'
import { listResults, result } from '../operations.ts'
import { resultExport } from '../sheets.ts'
import { ResultBadge } from './result-badge.tsx'
import { ResultView } from './result-view.tsx'

const options = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([value, label]) => ({ value, label }))

/** 考务管理 › 考证结果 (P-5.2.10-01, -06): every registered candidate with 考核状态. */
export default function ResultList(): ReactNode {
  const isSchool = usePrincipal()?.actor === 'school'
  return (
    <>
      <PageHeader title="考证结果" context="公示期结束后为最终结果；已通过的考生进入证书发放环节" />
      <List
        name="results"
        label="考证结果"
        unit="人"
        op={listResults}
        tabs={Object.entries(resultStates).map(([code, s]) => ({ code, label: s.label }))}
        columns={[
          { key: 'planName', title: '考试计划', width: 200, sort: true },
          { key: 'name', title: '考生姓名', width: 96, sort: true },
          { key: 'candidateNo', title: '考生编号', width: 222, sort: true },
          { key: 'idMasked', title: '身份证号', width: 124 },
          { key: 'certName', title: '报考证书', render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'passed', title: '合格科目', width: 88, align: 'right', render: (r) => `${r.passed} / ${r.needed}` },
          { key: 'status', title: '考核状态', width: 150, render: (r) => <ResultBadge of={r.status} isFinal={r.isFinal} /> },
          { key: 'kind', title: '学生类型', width: 96, hidden: true, render: (r) => candidateKinds[r.kind] },
          { key: 'schoolName', title: '所属院校', width: 160, hidden: isSchool },
          { key: 'awardingBodyName', title: '考核单位', width: 160, hidden: true },
          { key: 'passCondition', title: '通过条件', width: 96, hidden: true },
        ]}
        main="name"
        keep={['name', 'certName', 'status']}
        card={{ badge: 'status', lines: ['certName', 'planName', 'candidateNo'], side: 'passed' }}
        filters={[
          textFilter('name', '考生姓名'),
          textFilter('planName', '考试计划'),
          textFilter('idNo', '身份证号'),
          textFilter('candidateNo', '考生编号'),
          textFilter('certName', '报考证书'),
          choiceFilter('certLevel', '证书等级', certLevels.map((value) => ({ value, label: value }))),
          choiceFilter('kind', '学生类型', options(candidateKinds)),
          ...(isSchool ? [] : [textFilter('schoolName', '所属院校')]),
        ]}
        tools={(asked) => <ExportButton sheet={resultExport} asked={asked} label="批量导出证书考核详情" />}
        actions={(r, table) => (
          <button type="button" className="jh-link" onClick={() => table.open(r.id)}>
            查看
          </button>
        )}
        ticks
        drawer={(id) => <ResultView id={id} />}
        foresee={(r) => asking(result, { id: r.id })}
        empty={<Nothing says={isSchool ? '还没有考生报考' : '考试计划中还没有考生报考'} />}
      />
    </>
  )
}
