import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { planScopes, type PlanDetail, type PlanRow } from '../model.ts'
import { deletePlan, listPlans, plan, publishPlan } from '../operations.ts'
import { planFlow, planPhases } from '../workflow.ts'
import { AddPlan, ChangeTimes, EditPlan } from './plan-form.tsx'
import { PlanBadge, PlanFacts, timesOf, yesNo } from './plan-texts.tsx'

/** 申报计划管理 of the province (P-4.3-22, S1). */
export default function Plans(): ReactNode {
  const writes = holds(usePrincipal(), 'pilots.write')
  const [adding, setAdding] = useState(false)
  const [moving, setMoving] = useState<PlanRow | null>(null)
  const add = writes ? (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增申报计划
    </Button>
  ) : null
  return (
    <>
      <PageHeader title="申报计划管理" context="发布后本省院校可以申报；申报开始后只能修改结束时间" actions={add} />
      <List
        name="plans"
        label="申报计划"
        unit="个"
        op={listPlans}
        columns={[
          { key: 'year', title: '申报年度', width: 92, sort: true },
          { key: 'batch', title: '申报批次', width: 100 },
          { key: 'times', title: '申报时间', render: timesOf },
          { key: 'isByMajor', title: '按专业填报', width: 96, render: (r) => yesNo(r.isByMajor) },
          { key: 'needsCityReview', title: '地市级审批', width: 96, render: (r) => yesNo(r.needsCityReview) },
          { key: 'scope', title: '开放证书范围', width: 110, render: (r) => planScopes[r.scope] },
          { key: 'declarationCount', title: '申报数', width: 72, align: 'right' },
          { key: 'status', title: '状态', width: 104, render: (r) => <PlanBadge of={r} /> },
        ]}
        main="batch"
        keep={['year', 'batch', 'status']}
        card={{ badge: 'status', lines: ['times', 'scope'], side: 'year' }}
        tabs={[
          { code: 'draft', label: planFlow.states.draft.label },
          ...planPhases.list.map((x) => ({ code: x.code, label: x.label })),
        ]}
        filters={[textFilter('year', '申报年度'), textFilter('batch', '申报批次')]}
        actionsWidth={176}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {r.status === 'draft' ? <Publish of={r} look="link" /> : null}
            {writes && r.status === 'published' && r.phase !== 'ended' ? (
              <button type="button" className="jh-link" onClick={() => setMoving(r)}>
                修改申报时间
              </button>
            ) : null}
          </>
        )}
        drawer={(id) => <PlanView key={id} id={id} onMove={setMoving} />}
        foresee={(r) => asking(plan, { id: r.id })}
        empty={<Nothing says="还没有申报计划">{add}</Nothing>}
      />
      {writes ? <AddPlan open={adding} onClose={() => setAdding(false)} /> : null}
      {moving ? <ChangeTimes of={moving} onClose={() => setMoving(null)} /> : null}
    </>
  )
}

const Publish = ({ of: p, look }: { of: PlanRow; look: 'link' | 'primary' }): ReactNode => (
  <OperationButton
    op={publishPlan}
    input={{ id: p.id, version: p.version }}
    look={look}
    says={() => `已发布 ${p.year}年${p.batch}，已通知本省院校`}
  />
)

function PlanView({ id, onMove }: { id: string; onMove(p: PlanRow): void }): ReactNode {
  const p = useAsk(plan, { id })
  const writes = holds(usePrincipal(), 'pilots.write')
  const [editing, setEditing] = useState<PlanDetail | null>(null)
  return (
    <>
      <Detail
        of={p}
        title={(d) => `${d.year}年${d.batch}`}
        badge={(d) => <PlanBadge of={d} />}
        footer={(d) =>
          writes ? (
            <>
              <OperationButton
                op={deletePlan}
                input={{ id: d.id, version: d.version }}
                look="danger"
                label="删除"
                blocked={
                  d.status === 'published' && d.phase !== 'upcoming'
                    ? '申报计划已开始，不能删除'
                    : d.declarationCount > 0
                      ? '该申报计划已有院校申报，不能删除'
                      : undefined
                }
                says={() => `已删除 ${d.year}年${d.batch}`}
              />
              {d.status === 'published' && d.phase !== 'ended' ? (
                <Button onClick={() => onMove(d)}>修改申报时间</Button>
              ) : null}
              {d.status === 'draft' ? (
                <>
                  <Button onClick={() => setEditing(d)}>编辑</Button>
                  <Publish of={d} look="primary" />
                </>
              ) : null}
            </>
          ) : null
        }
      >
        {(d) => <PlanFacts of={d} />}
      </Detail>
      {editing ? <EditPlan of={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}
