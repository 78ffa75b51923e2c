import type { ReactNode } from 'react'
import { Badge, PhaseBadge } from '#kit/ui/badge.tsx'
import { Facts, Section } from '#kit/ui/record.tsx'
import { minute } from '#kit/ui/times.ts'
import { displayName } from '#credentials'
import { planScopes, type PlanDetail, type PlanRow } from '../model.ts'
import { planFlow, planPhases } from '../workflow.ts'

export const yesNo = (v: boolean): string => (v ? '是' : '否')
/** 2021-10-14 00:00-2021-10-30 00:00, as the manual writes it. */
export const timesOf = (p: Pick<PlanRow, 'startAt' | 'endAt'>): string => `${minute(p.startAt)}-${minute(p.endAt)}`

/** 状态: 未发布 is a state, what follows is the clock's. */
export const PlanBadge = ({ of: p }: { of: Pick<PlanRow, 'status' | 'phase'> }): ReactNode =>
  p.status === 'draft' ? (
    <Badge tone="neutral">{planFlow.states.draft.label}</Badge>
  ) : (
    <PhaseBadge of={planPhases} phase={p.phase} />
  )

export const PlanFacts = ({ of: p }: { of: PlanDetail }): ReactNode => (
  <>
    <Facts
      of={[
        ['省', p.provinceName],
        ['申报年度', p.year],
        ['申报批次', p.batch],
        ['申报时间', timesOf(p)],
        ['按专业填报', yesNo(p.isByMajor)],
        ['地市级审批', yesNo(p.needsCityReview)],
        ['开放证书范围', planScopes[p.scope]],
      ]}
    />
    {p.scope === 'some' ? (
      <Section title="开放的证书">
        <ul>
          {p.credentials.map((c) => (
            <li key={c.id}>
              {displayName(c.name, c.level)} <span className="jh-hint">{c.awardingBodyName}</span>
            </li>
          ))}
        </ul>
      </Section>
    ) : null}
  </>
)
