import type { ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { OperationForm } from '#kit/ui/form/operation-form.tsx'
import { PageHeader, Panel } from '#kit/ui/header.tsx'
import { useGo } from '#kit/ui/url.tsx'
import { completeProfile, school } from '../operations.ts'
import { SchoolFields, startOf } from './school-fields.tsx'

/** 完善院校基础信息 (P3-2.3-01): the first page of a new school, 下一步 leads to 申报计划. */
export default function SchoolProfile(): ReactNode {
  const own = useAsk(school, {})
  const go = useGo()
  if (own.isError) return <Failure error={own.error} retry={() => void own.refetch()} />
  const s = own.data
  return (
    <>
      <PageHeader title="完善院校基础信息" context="保存后进入申报计划，申报审核通过即成为试点院校" />
      <Panel>
        {s ? (
          <OperationForm
            op={completeProfile} submit="下一步" initial={startOf(s)} toInput={(v) => ({ ...v, version: s.version }) as never}
            onDone={() => go('/declaration-plans')} says={() => '院校基础信息已保存'}
          >
            <SchoolFields school={s} />
          </OperationForm>
        ) : (
          <Skeleton />
        )}
      </Panel>
    </>
  )
}
