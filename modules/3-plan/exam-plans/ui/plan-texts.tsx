import type { ReactNode } from 'react'
import { stages } from '#sessions'
import { displayName, targetLabel } from '#credentials'
import { RichText } from '#credentials/ui'
import { Badge } from '#kit/ui/badge.tsx'
import { Facts, Section, Timeline } from '#kit/ui/record.tsx'
import { shortMinute, span } from '#kit/ui/times.ts'
import { enrolModes, type PlanDetail, type PlanLine, type PlanRow } from '../model.ts'
import { draftFrom, unfinished } from '../rules.ts'
import { WindowsPicture } from './windows-picture.tsx'

/** 当前阶段 (section 7.2) */
export function StageBadge({ of }: { of: Pick<PlanRow, 'stage'> }): ReactNode {
  const stage = stages.find((s) => s.code === of.stage)
  return <Badge tone={stage?.tone ?? 'neutral'}>{stage?.label ?? of.stage}</Badge>
}
export const money = (fee: string | null): string => (fee === null ? '未设置' : `${fee} 元`)
export const yesNo = (is: boolean): string => (is ? '是' : '否')
const modesOf = (l: PlanLine): string =>
  [l.allowsByCertificate ? enrolModes.certificate : null, l.allowsBySubject ? enrolModes.subject : null]
    .filter(Boolean)
    .join('、') || '未设置'

/** 11-26 10:41 至 12-10 17:00 in lists; the years stand in the title. */
export const ShortSpan = ({ start, end }: { start: string | null; end: string | null }): ReactNode =>
  start && end ? (
    <span title={span(start, end)}>
      {shortMinute(start)} 至 {shortMinute(end)}
    </span>
  ) : (
    '—'
  )

/** What 发布 would still ask for; empty once published. */
export const missingOf = (p: PlanDetail): string[] =>
  p.status === 'draft'
    ? unfinished(
        draftFrom({
          windows: p,
          lines: p.lines,
          isAllSchools: p.isAllSchools,
          schoolIds: p.schools.map((s) => s.id),
          payMethod: p.payMethod,
        }),
      ).map((x) => x.message)
    : []

const Certificate = ({ of: l }: { of: PlanLine }): ReactNode => (
  <Section title={`${l.certNo} ${displayName(l.certName, l.certLevel)}`}>
    <Facts
      of={[
        ['报考方式', modesOf(l)],
        ['按证书费用', money(l.fee)],
      ]}
    />
    <Facts
      of={l.subjects.map((s) => [
        s.name,
        <div key={s.id}>
          {s.startsAt ? span(s.startsAt, s.endsAt) : '考试时间未设置'}
          <div className="jh-second">
            {s.mode} · {targetLabel(s.targetNames)} · 按科目 {money(s.fee)}
          </div>
        </div>,
      ])}
    />
  </Section>
)

/** P-5.2.2-02: times, requirements, certificates, subjects with 考试时间, 费用标准和缴费方式, 考试须知. */
export const PlanFacts = ({ of: p, isSchool }: { of: PlanDetail; isSchool: boolean }): ReactNode => (
  <>
    <Facts
      of={[
        ['考试计划编号', p.number],
        ['考试计划', p.name],
        ['年度', p.year],
        ['颁证机构', p.awardingBodyName],
        isSchool ? null : ['参考院校', p.isAllSchools ? '全部试点院校' : p.schools.map((s) => s.name).join('、')],
      ]}
    />
    <Section title="时间安排">
      <WindowsPicture of={p} now={p.now} />
    </Section>
    {p.lines.map((l) => (
      <Certificate key={l.id} of={l} />
    ))}
    <Section title="费用标准和缴费方式">
      <Facts
        of={[
          ['是否需要缴费后排考', yesNo(p.isPayRequired)],
          ['缴费方式', p.payMethod],
        ]}
      />
    </Section>
    <Section title="考试须知">
      <RichText html={p.notice ?? ''} />
    </Section>
    <Section title="办理记录">
      <Timeline of={p.timeline} />
      <Changes of={p} />
    </Section>
  </>
)

/** What each 修改时间 changed, in words. */
function Changes({ of: p }: { of: PlanDetail }): ReactNode {
  const changed = p.timeline.flatMap((e) => {
    const said = e.detail?.['changes']
    return Array.isArray(said) ? said.map(String) : []
  })
  return changed.length ? (
    <ul className="jh-second" aria-label="修改过的时间">
      {changed.map((c) => (
        <li key={c}>{c}</li>
      ))}
    </ul>
  ) : null
}
