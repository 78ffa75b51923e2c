import type { ReactNode } from 'react'
import { PageHeader } from '#kit/ui/header.tsx'
import { A, useGo } from '#kit/ui/url.tsx'
import { PlanForm } from './plan-form.tsx'

/** 新增考试计划 (S15.1) */
export default function NewPlan(): ReactNode {
  const go = useGo()
  return (
    <>
      <PageHeader
        title="新增考试计划"
        context="保存后状态为未发布，可以继续修改，发布后通知参考院校"
        back={<A to="/exam-plans">考试计划</A>}
      />
      <PlanForm of={null} onDone={(id) => go('/exam-plans', { open: id })} onCancel={() => go('/exam-plans')} />
    </>
  )
}
