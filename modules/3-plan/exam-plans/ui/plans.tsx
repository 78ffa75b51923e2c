import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { sessionWorkflow, stages } from '#sessions'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { useGo } from '#kit/ui/url.tsx'
import type { PlanDetail } from '../model.ts'
import { cancelPlan, listPlans, plan, publishPlan } from '../operations.ts'
import { ChangeTimes } from './change-times.tsx'
import { missingOf, PlanFacts, ShortSpan, StageBadge } from './plan-texts.tsx'
import { SetFees } from './set-fees.tsx'

type Doing = { readonly what: 'times' | 'fees'; readonly plan: PlanDetail }

/** 考试计划: schools read (P-5.2.2-01, -02), the awarding body makes and moves them (P-5.2.2-03). */
export default function Plans(): ReactNode {
  const me = usePrincipal()
  const go = useGo()
  const isSchool = me.actor === 'school'
  const writes = !isSchool && holds(me, 'plans.write')
  const [doing, setDoing] = useState<Doing | null>(null)
  const add = writes ? (
    <Button type="primary" onClick={() => go('/exam-plans/new')}>
      新增考试计划
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="考试计划"
        context={
          isSchool
            ? '培训评价组织发布的、本校参加或作为考核站点承接的考试计划'
            : '发布后通知参考院校，之后只能修改未到的时间、设置费用标准或取消'
        }
        actions={add}
      />
      <List
        name="exam-plans"
        label="考试计划"
        unit="个"
        op={listPlans}
        columns={[
          { key: 'number', title: '考试计划编号', width: 126, sort: true },
          { key: 'name', title: '考试计划', sort: true },
          { key: 'stage', title: '当前阶段', width: 110, render: (r) => <StageBadge of={r} /> },
          { key: 'awardingBodyName', title: '颁证机构', width: 130, hidden: !isSchool },
          { key: 'credentials', title: '考试证书', width: 170 },
          {
            key: 'registerStart',
            title: '报考时间',
            width: 200,
            sort: true,
            render: (r) => <ShortSpan start={r.registerStart} end={r.registerEnd} />,
          },
          {
            key: 'arrangeStart',
            title: '排考时间',
            width: 200,
            render: (r) => <ShortSpan start={r.arrangeStart} end={r.arrangeEnd} />,
          },
          {
            key: 'scoreStart',
            title: '成绩登记时间',
            width: 200,
            render: (r) => <ShortSpan start={r.scoreStart} end={r.scoreEnd} />,
          },
          {
            key: 'publicStart',
            title: '成绩公示期',
            width: 200,
            render: (r) => <ShortSpan start={r.publicStart} end={r.publicEnd} />,
          },
        ]}
        main="name"
        keep={['number', 'name', 'stage']}
        card={{ badge: 'stage', lines: ['number', 'credentials', 'registerStart'] }}
        filters={[
          textFilter('number', '考试计划编号'),
          textFilter('name', '考试计划'),
          textFilter('certName', '考试证书'),
          ...(isSchool ? [textFilter('awardingBody', '颁证机构')] : []),
          textFilter('year', '年度'),
          choiceFilter(
            'stage',
            '当前阶段',
            stages.filter((s) => !isSchool || s.code !== 'draft').map((s) => ({ value: s.code, label: s.label })),
          ),
        ]}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {writes && r.status === 'draft' ? (
              <button type="button" className="jh-link" onClick={() => go(`/exam-plans/${r.id}`)}>
                编辑
              </button>
            ) : null}
          </>
        )}
        drawer={(id) => <PlanView key={id} id={id} onDo={setDoing} />}
        foresee={(r) => asking(plan, { id: r.id })}
        empty={<Nothing says="暂无数据">{add}</Nothing>}
      />
      {doing?.what === 'times' ? <ChangeTimes of={doing.plan} onClose={() => setDoing(null)} /> : null}
      {doing?.what === 'fees' ? <SetFees of={doing.plan} onClose={() => setDoing(null)} /> : null}
    </>
  )
}

function PlanView({ id, onDo }: { id: string; onDo(d: Doing): void }): ReactNode {
  const me = usePrincipal()
  const isSchool = me.actor === 'school'
  return (
    <Detail
      of={useAsk(plan, { id })}
      title={(p) => p.name}
      badge={(p) => <StageBadge of={p} />}
      footer={(p) =>
        !isSchool && holds(me, 'plans.write') && p.status !== 'cancelled' ? <Acts of={p} onDo={onDo} /> : null
      }
    >
      {(p) => (
        <>
          <Missing of={p} />
          <PlanFacts of={p} isSchool={isSchool} />
        </>
      )}
    </Detail>
  )
}

/** S15.2: what the draft lacks, before anybody presses 发布. */
function Missing({ of }: { of: PlanDetail }): ReactNode {
  const missing = missingOf(of)
  return missing.length ? (
    <div className="jh-missing" role="note">
      <strong>发布前还需补充 {missing.length} 项</strong>
      <ul>
        {missing.map((m, i) => (
          <li key={`${m}${i}`}>{m}</li>
        ))}
      </ul>
    </div>
  ) : null
}

function Acts({ of: p, onDo }: { of: PlanDetail; onDo(d: Doing): void }): ReactNode {
  const go = useGo()
  const missing = missingOf(p)
  const fees = <Button onClick={() => onDo({ what: 'fees', plan: p })}>设置费用标准</Button>
  if (p.status === 'draft')
    return (
      <>
        {fees}
        <Button onClick={() => go(`/exam-plans/${p.id}`)}>编辑</Button>
        <OperationButton
          op={publishPlan}
          input={{ id: p.id, version: p.version }}
          look="primary"
          blocked={missing.length ? `还需补充 ${missing.length} 项：${missing[0]}` : undefined}
          says={() => `已发布“${p.name}”，已通知参考院校`}
        />
      </>
    )
  return (
    <>
      <OperationButton
        op={cancelPlan}
        input={{ id: p.id, version: p.version } as never}
        step={{ of: sessionWorkflow, name: 'cancel', state: p.status }}
        look="danger"
        says={() => `已取消“${p.name}”，已通知参考院校`}
      />
      {fees}
      <Button type="primary" disabled={p.stage === 'over'} onClick={() => onDo({ what: 'times', plan: p })}>
        修改时间
      </Button>
    </>
  )
}
