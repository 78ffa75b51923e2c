import type { ReactNode } from 'react'
import { candidateKinds } from '#candidates'
import { displayName } from '#credentials'
import { enrolModes } from '#exam-plans'
import { useAsk } from '#kit/ui/ask.ts'
import { Badge } from '#kit/ui/badge.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { Facts, Section } from '#kit/ui/record.tsx'
import { span } from '#kit/ui/times.ts'
import type { ResultSubject } from '../model.ts'
import { result } from '../operations.ts'
import { ResultBadge } from './result-badge.tsx'

/** 是否合格; an earlier pass that counts is told as such (A27). */
function Passed({ of }: { of: ResultSubject }): ReactNode {
  if (of.isPassed) return <Badge tone="good">合格</Badge>
  if (of.isPassedEarlier) return <Badge tone="good">以往考试已合格</Badge>
  return of.isPassed === null ? '—' : <Badge tone="bad">不合格</Badge>
}

/** 考证结果详情 (P-5.2.10-02). */
export function ResultView({ id }: { id: string }): ReactNode {
  return (
    <Detail
      of={useAsk(result, { id })}
      title={(r) => r.name}
      badge={(r) => <ResultBadge of={r.status} isFinal={r.isFinal} />}
    >
      {(r) => (
        <>
          <Section title="科目成绩">
            <Table
              label="科目成绩"
              rows={r.subjects}
              columns={[
                { key: 'name', title: '科目名称', render: (s) => `${s.name}（${s.examMode}）` },
                { key: 'startsAt', title: '考试时间', width: 150, render: (s) => span(s.startsAt, s.endsAt) },
                { key: 'score', title: '成绩', width: 64, align: 'right', render: (s) => s.score ?? '—' },
                { key: 'isPassed', title: '是否合格', width: 130, render: (s) => <Passed of={s} /> },
              ]}
            />
            <p className="jh-hint">
              通过条件：{r.passCondition}。
              {r.isFinal ? '公示期已结束，结果为最终结果' : `公示期 ${span(r.publicStart, r.publicEnd)}，结束前结果可能变化`}
            </p>
          </Section>
          <Section title="证书">
            <Facts
              of={[
                ['考试计划', `${r.planName}（${r.planNumber}）`],
                ['报考证书', displayName(r.certName, r.certLevel)],
                ['证书编号', r.certNo],
                ['考核单位', r.awardingBodyName],
                ['报考方式', enrolModes[r.mode]],
                ['参考对象类型', r.targetTypeName ?? '所有考生'],
              ]}
            />
          </Section>
          <Section title="考生信息（报考时）">
            <Facts
              of={[
                ['考生编号', r.candidateNo],
                [r.idType, r.idMasked],
                ['性别', r.gender],
                ['学生类型', candidateKinds[r.kind]],
                ['所属院校', r.schoolName],
                ['专业名称', r.majorName],
              ]}
            />
          </Section>
        </>
      )}
    </Detail>
  )
}
