import type { ReactNode } from 'react'
import { majorLabel } from '#credentials'
import { RichText } from '#credentials/ui'
import type { TimelineEntry } from '#kit/pure/workflow.ts'
import { Facts } from '#kit/ui/record.tsx'
import { minute } from '#kit/ui/times.ts'
import type { DeclarationDetail, DeclaredMajor, NumbersRecord } from '../model.ts'
import './pilots.css'

/** One of the four parts of 查看; each opens on click (P-4.3-19). */
export const Block = ({
  title,
  open = false,
  children,
}: {
  title: string
  open?: boolean
  children: ReactNode
}): ReactNode => (
  <details className="jh-block" open={open}>
    <summary>{title}</summary>
    {children}
  </details>
)

/** 拟申报专业 with their numbers; in a drawer a name stands on a line of its own, so that code and version can be read. */
export const MajorNumbers = ({ of: d }: { of: DeclarationDetail }): ReactNode =>
  d.majors.length === 0 ? null : (
    <ul className="jh-major-list" aria-label="拟申报专业">
      {d.majors.map((m) => (
        <li key={m.id}>
          <div>{majorLabel(m)}</div>
          {d.plan.isByMajor ? (
            <div className="jh-second">
              {countsOf(m)}
              {m.approvedCount !== null ? `，审核 ${m.approvedCount} 人` : ''}
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  )
export const countsOf = (m: DeclaredMajor): string =>
  `在校学生 ${m.studentCount ?? '—'}，专任教师 ${m.teacherCount ?? '—'}，申请 ${m.applyCount ?? '—'} 人`

/** 申报明细 without the numbers of a review that is going on. */
export const DeclarationFacts = ({ of: d }: { of: DeclarationDetail }): ReactNode => (
  <Facts
    of={[
      ['申报年度', d.year],
      ['申报批次', d.batch],
      ['证书名称', d.certName],
      ['证书等级', d.certLevel],
      ['颁证机构', d.awardingBodyName],
      ['申请总人数', d.applyTotal],
      ['审核总人数', d.approvedTotal],
      d.majors.length === 0 && !d.plan.isByMajor ? ['拟申报专业', '证书全部对应专业'] : null,
      d.supplementUntil ? ['补正截止时间', minute(d.supplementUntil)] : null,
      ['师资情况', <RichText key="t" html={d.teacherInfo} />],
      ['场地情况', <RichText key="s" html={d.siteInfo} />],
    ]}
  />
)

export const SchoolBlocks = ({ of: d }: { of: DeclarationDetail }): ReactNode => (
  <>
    <Block title="院校基本信息">
      <Facts
        of={[
          ['院校名称', d.school.name],
          ['院校代码', d.school.code],
          ['所在省市', d.school.region],
          ['院校类型', d.school.schoolType],
          ['院校地址', d.school.address],
          ['法定代表人', d.school.legalPerson],
        ]}
      />
    </Block>
    <Block title="联系人信息">
      <Facts
        of={[
          ['联系人', d.contact.name],
          ['联系电话', d.contact.mobile],
          ['邮箱', d.contact.email],
        ]}
      />
    </Block>
  </>
)

const goesBack = (e: TimelineEntry): boolean => e.to === 'returned' && e.from !== 'returned'
function NumbersLine({ of }: { of: NumbersRecord }): ReactNode {
  const total =
    of.before != null
      ? `审核总人数由${of.before}人改为${of.approvedTotal}人`
      : `审核总人数${of.approvedTotal}人（申请${of.applyTotal ?? 0}人）`
  const changed = (of.majors ?? []).filter((m) => m.approved !== (m.before ?? m.applied))
  return (
    <div className="who">
      {total}
      {changed.map((m) => `；${m.label} ${m.before ?? m.applied ?? 0}→${m.approved}`)}
    </div>
  )
}
/** 审核信息记录: reviewer, unit, time, act, opinion, numbers. */
export const ReviewRecord = ({ of, awaits }: { of: readonly TimelineEntry[]; awaits: string | null }): ReactNode =>
  of.length === 0 && !awaits ? (
    <p className="jh-hint">暂无数据</p>
  ) : (
    <ol className="jh-timeline">
      {of.map((e, i) => (
        <li key={`${e.at}${e.label}${i}`} className={goesBack(e) ? 'bad' : undefined}>
          <strong>{e.label}</strong>{' '}
          <span className="who">
            {[e.byOrganisation, e.byName].filter(Boolean).join(' ')} · {minute(e.at)}
          </span>
          {typeof e.detail?.['approvedTotal'] === 'number' ? (
            <NumbersLine of={e.detail as unknown as NumbersRecord} />
          ) : null}
          {typeof e.detail?.['from'] === 'string' ? (
            <div className="who">{`由${e.detail['from']}转入${String(e.detail['to'])}`}</div>
          ) : null}
          {typeof e.detail?.['supplementUntil'] === 'string' ? (
            <div className="who">补正截止时间 {minute(e.detail['supplementUntil'])}</div>
          ) : null}
          {e.reason ? <blockquote>{e.reason}</blockquote> : null}
        </li>
      ))}
      {awaits ? (
        <li className="awaited">
          <strong>{awaits}</strong>
        </li>
      ) : null}
    </ol>
  )
export const awaitedOf = (d: Pick<DeclarationDetail, 'turn' | 'status'>): string | null =>
  d.turn === 'city' ? '等待地市级教育行政部门初审' : d.turn === 'province' ? '等待省级教育行政部门审核' : null
