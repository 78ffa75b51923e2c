import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { candidateKinds } from '#candidates'
import { displayName } from '#credentials'
import { grantFor } from '#kit/pure/who.ts'
import { useAsk } from '#kit/ui/ask.ts'
import { Detail } from '#kit/ui/list/detail.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { Facts, Moment, Section } from '#kit/ui/record.tsx'
import { span } from '#kit/ui/times.ts'
import type { ScoreChange, ScoreDetail } from '../model.ts'
import { editScore, score } from '../operations.ts'
import { PassBadge, ScoreBadge } from './badges.tsx'

/** Old, new, who, when, why (P-5.2.9-06); newest first. */
const History = ({ of }: { of: readonly ScoreChange[] }): ReactNode =>
  of.length ? (
    <ol className="jh-timeline">
      {of.map((c) => (
        <li key={c.id}>
          <p>
            <strong>{c.was === null ? `补登为 ${c.becomes}` : `${c.was} → ${c.becomes}`}</strong>{' '}
            <span className="jh-hint">
              {c.byName} <Moment at={c.at} />
            </span>
          </p>
          <p>原因：{c.reason}</p>
        </li>
      ))}
    </ol>
  ) : (
    <p className="jh-hint">成绩没有修改过</p>
  )

/** Absent for who may not correct; disabled with the reason outside the 公示期. */
function Correct({ of, onEdit }: { of: ScoreDetail; onEdit(of: ScoreDetail): void }): ReactNode {
  const principal = usePrincipal()
  if (!principal || !grantFor(principal, editScore.who)) return null
  return (
    <Tooltip title={of.editProblem}>
      <Button type="primary" disabled={of.editProblem !== null} onClick={() => onEdit(of)}>
        修改成绩
      </Button>
    </Tooltip>
  )
}

export function ScoreView({ id, onEdit }: { id: string; onEdit(of: ScoreDetail): void }): ReactNode {
  return (
    <Detail
      of={useAsk(score, { id })}
      title={(s) => `${s.name} ${s.subjectName}`}
      badge={(s) => <ScoreBadge of={s.status} />}
      footer={(s) => <Correct of={s} onEdit={onEdit} />}
    >
      {(s) => (
        <>
          <Section title="成绩">
            <Facts
              of={[
                ['成绩', s.score ?? '未登记'],
                ['是否合格', <PassBadge key="pass" of={s.isPassed} />],
                ['满分 / 合格分', `${s.fullScore} / ${s.passScore}`],
                ['登记时间', <Moment key="at" at={s.recordedAt} />],
                ['成绩登记时间', span(s.scoreStart, s.scoreEnd)],
                ['成绩公示期', span(s.publicStart, s.publicEnd)],
              ]}
            />
            {s.editProblem ? <p className="jh-hint">{s.editProblem}</p> : null}
          </Section>
          <Section title="考生与科目">
            <Facts
              of={[
                ['考试计划', s.planName],
                ['准考证号', s.ticketNo],
                ['考生编号', s.candidateNo],
                [s.idType, s.idMasked],
                ['考生类型', candidateKinds[s.kind]],
                ['所属院校', s.schoolName],
                ['报考证书', displayName(s.certName, s.certLevel)],
                ['科目编号', s.subjectNo],
                ['考试方式', s.examMode],
                ['考核单位', s.awardingBodyName],
                ['考试通过条件', s.passCondition],
              ]}
            />
          </Section>
          <Section title="修改记录">
            <History of={s.changes} />
          </Section>
        </>
      )}
    </Detail>
  )
}
