import { Select } from 'antd'
import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure } from '#kit/ui/empty.tsx'
import type { GivenProps } from '#kit/ui/import/asked.ts'
import { minute } from '#kit/ui/times.ts'
import { scoreChoices } from '../operations.ts'

/** Scores are imported 按科目: plan first, then the 科目; only what is open for 成绩登记 is offered (P-5.2.9-03). */
export function ChooseSubject({ given, set }: GivenProps): ReactNode {
  const asked = useAsk(scoreChoices, {})
  if (asked.isError) return <Failure error={asked.error} retry={() => void asked.refetch()} />
  const plans = asked.data?.plans ?? []
  const plan = plans.find((p) => p.id === given['planId'])
  return (
    <>
      <label htmlFor="score-plan">考试计划</label>
      <Select
        id="score-plan"
        className="jh-full"
        placeholder="请先选择考试计划"
        loading={asked.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent="没有处于成绩登记时间的考试计划"
        options={plans.map((p) => ({
          value: p.id,
          label: `${p.name}（${p.number}，登记截止 ${minute(p.scoreEnd)}）`,
        }))}
        value={given['planId'] ?? null}
        onChange={(id: string) => {
          set('planId', id)
          set('lineSubjectId', undefined)
        }}
      />
      <label htmlFor="score-subject">考试科目</label>
      <Select
        id="score-subject"
        className="jh-full"
        placeholder={plan ? '请先选择考试科目' : '请先选择考试计划'}
        disabled={!plan}
        showSearch={{ optionFilterProp: 'label' }}
        options={(plan?.subjects ?? []).map((s) => ({
          value: s.id,
          label: `${s.name}（${s.subjectNo}）${displayName(s.certName, s.certLevel)}`,
        }))}
        value={given['lineSubjectId'] ?? null}
        onChange={(id: string) => set('lineSubjectId', id)}
      />
    </>
  )
}
