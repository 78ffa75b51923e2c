import type { ReactNode } from 'react'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { A, useGo } from '#kit/ui/url.tsx'
import { Button } from 'antd'
import { planScopes, type PlanRow } from '../model.ts'
import { listPlans, plan } from '../operations.ts'
import { PlanBadge, PlanFacts, timesOf, yesNo } from './plan-texts.tsx'

/** 查看申报计划 of a school (P-4.3-03, P3-2.3-02) and of a city: what the province has published. */
export default function OpenPlans(): ReactNode {
  const me = usePrincipal()
  const go = useGo()
  const declares = me.actor === 'school' && holds(me, 'pilots.write')
  return (
    <>
      <PageHeader
        title={me.actor === 'school' ? '查看申报计划' : '申报计划'}
        context={me.actor === 'school' ? '请在申报时间内申报，超过时间无法申报' : '本省发布的证书申报计划'}
        back={me.actor === 'school' && me.isPilot ? <A to="/declarations">证书试点申报</A> : null}
      />
      <List<PlanRow>
        name="open-plans"
        label="申报计划"
        unit="个"
        op={listPlans}
        columns={[
          { key: 'year', title: '申报年度', width: 100, sort: true },
          { key: 'batch', title: '申报批次', width: 120 },
          { key: 'times', title: '申报时间', render: timesOf },
          { key: 'isByMajor', title: '是否要求按专业填报', width: 150, render: (r) => yesNo(r.isByMajor) },
          {
            key: 'needsCityReview',
            title: '是否要求地市级教育局审批',
            width: 190,
            render: (r) => yesNo(r.needsCityReview),
          },
          { key: 'scope', title: '开放证书范围', width: 110, render: (r) => planScopes[r.scope] },
          { key: 'status', title: '状态', width: 104, render: (r) => <PlanBadge of={r} /> },
        ]}
        main="batch"
        keep={['year', 'batch', 'status']}
        card={{ badge: 'status', lines: ['times', 'scope'], side: 'year' }}
        filters={[textFilter('year', '申报年度'), textFilter('batch', '申报批次')]}
        {...(declares
          ? {
              actions: (r) =>
                r.phase === 'open' ? (
                  <button type="button" className="jh-link" onClick={() => go(`/declaration-plans/${r.id}`)}>
                    立即申报
                  </button>
                ) : (
                  '-'
                ),
            }
          : {})}
        drawer={(id) => <PlanView key={id} id={id} declares={declares} />}
        foresee={(r) => asking(plan, { id: r.id })}
        empty={
          <Nothing>
            <p>所在省暂未发布证书申报计划</p>
          </Nothing>
        }
      />
    </>
  )
}

function PlanView({ id, declares }: { id: string; declares: boolean }): ReactNode {
  const p = useAsk(plan, { id })
  const go = useGo()
  return (
    <Detail
      of={p}
      title={(d) => `${d.year}年${d.batch}`}
      badge={(d) => <PlanBadge of={d} />}
      footer={(d) =>
        declares && d.phase === 'open' ? (
          <Button type="primary" onClick={() => go(`/declaration-plans/${d.id}`)}>
            立即申报
          </Button>
        ) : null
      }
    >
      {(d) => <PlanFacts of={d} />}
    </Detail>
  )
}
