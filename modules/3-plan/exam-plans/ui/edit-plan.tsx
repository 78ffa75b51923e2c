import type { ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Nothing, Skeleton } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { A, useGo, usePath } from '#kit/ui/url.tsx'
import { plan } from '../operations.ts'
import { PlanForm } from './plan-form.tsx'

/** 编辑 of a plan that is 未发布. */
export default function EditPlan(): ReactNode {
  const id = usePath()['id'] ?? ''
  const go = useGo()
  const p = useAsk(plan, { id })
  const back = (): void => go('/exam-plans', { open: id })
  const body = (): ReactNode => {
    if (p.isError && !p.data) return <Failure error={p.error} retry={() => void p.refetch()} />
    if (!p.data || p.data.id !== id) return <Skeleton />
    if (p.data.status !== 'draft')
      return (
        <Nothing says="考试计划已发布，考试证书和科目不能再修改">
          <A to="/exam-plans" search={{ open: id }}>
            查看考试计划
          </A>
        </Nothing>
      )
    return <PlanForm key={p.data.version} of={p.data} onDone={back} onCancel={back} />
  }
  return (
    <>
      <PageHeader
        title="编辑考试计划"
        context={p.data ? `${p.data.number} ${p.data.name}` : undefined}
        back={<A to="/exam-plans">考试计划</A>}
      />
      {body()}
    </>
  )
}
