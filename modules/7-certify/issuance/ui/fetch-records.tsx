import { Button, Modal, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { RefusedError } from '#kit/ui/client.ts'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { generateRecords, pendingCounts } from '../operations.ts'
import { blockedList, readyList } from '../sheets.ts'

type Filter = Record<string, string>
/** 获取待发证记录 (P-4.2.1-02…07): filter, N 可发证, 下载名单, 确认生成. */
export function FetchButton(): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        获取待发证记录
      </Button>
      <Modal open={open} title="获取待发证记录" onCancel={() => setOpen(false)} footer={null} width={560} destroyOnHidden>
        <Fetch onDone={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function Fetch({ onDone }: { onDone(): void }): ReactNode {
  const [filter, setFilter] = useState<Filter>({})
  const all = useAsk(pendingCounts, {})
  const counts = useAsk(pendingCounts, filter as never)
  const nobody = (e: unknown): boolean => e instanceof RefusedError && e.answer.code === 'nobody-ready'
  if (all.isError && nobody(all.error)) return <p role="status">没有符合条件的考生。成绩公示期结束、考核状态已通过的考生才能获取。</p>
  if (all.isError) return <Failure error={all.error} retry={() => void all.refetch()} />
  if (!all.data) return <Skeleton />
  const c = all.data.choices
  const pick = (key: string, label: string, options: { value: string; label: string }[]): ReactNode => (
    <Select
      aria-label={label} placeholder={label} allowClear style={{ width: '100%' }} options={options} value={filter[key]}
      onChange={(v?: string) => setFilter(({ [key]: _, ...rest }) => (v ? { ...rest, [key]: v } : rest))}
    />
  )
  const none = counts.isError && nobody(counts.error)
  const ready = none ? 0 : (counts.data?.ready ?? 0)
  const blocked = none ? 0 : (counts.data?.blocked ?? 0)
  const asked = { ...filter, filter: {}, size: 10 } as never
  return (
    <>
      <div style={{ display: 'grid', gap: 8, gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))' }}>
        {pick('sessionId', '考试计划', c.sessions.map((s) => ({ value: s.id, label: s.name })))}
        {pick('credentialId', '证书', c.credentials.map((s) => ({ value: s.id, label: `${s.name}(${s.level})` })))}
        {pick('level', '证书等级', ['初级', '中级', '高级'].map((value) => ({ value, label: value })))}
        {pick('schoolId', '所属院校', c.schools.map((s) => ({ value: s.id, label: s.name })))}
        {pick('kind', '学生类型', [{ value: 'student', label: '院校考生' }, { value: 'external', label: '社会考生' }])}
      </div>
      <p role="status" style={{ margin: '16px 0 4px' }}>
        <strong>{ready}</strong> 人可发证{blocked ? `，${blocked}人由于信息未完善不允许发证` : ''}
      </p>
      <p className="jh-hint">只有学生信息被认定为准确无误后才可发证；其他考生可在信息完善后再次获取，多次获取不会重复。</p>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <ExportButton sheet={readyList} asked={asked} label="下载可发证名单" />
        {blocked ? <ExportButton sheet={blockedList} asked={asked} label="下载不可发证名单" /> : <Button disabled>下载不可发证名单</Button>}
        <OperationButton
          op={generateRecords} input={filter as never} look="primary" blocked={ready === 0 ? '没有可发证的考生' : undefined}
          says={(a) => `本次新增${a.made}条`} onDone={onDone}
        />
      </div>
    </>
  )
}
