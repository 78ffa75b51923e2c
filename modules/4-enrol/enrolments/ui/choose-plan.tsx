import { Select } from 'antd'
import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import type { EnrolMode } from '#exam-plans'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure } from '#kit/ui/empty.tsx'
import type { GivenProps } from '#kit/ui/import/asked.ts'
import { minute } from '#kit/ui/times.ts'
import { enrolChoices } from '../operations.ts'
import { allows } from '../rules.ts'

/** 必须先选择考试计划 (按科目: 再选择考核证书); what is not open for 报考 is not offered (P-5.2.6-02…04). */
export function ChoosePlan({ mode, given, set }: GivenProps & { mode: EnrolMode }): ReactNode {
  const asked = useAsk(enrolChoices, {})
  if (asked.isError) return <Failure error={asked.error} retry={() => void asked.refetch()} />
  const plans = (asked.data?.plans ?? []).filter((p) => p.credentials.some((c) => allows(c, mode)))
  const chosen = plans.find((p) => p.id === given['planId'])
  return (
    <>
      <label htmlFor="enrol-plan">考试计划</label>
      <Select
        id="enrol-plan"
        className="jh-full"
        placeholder="请先选择考试计划"
        loading={asked.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        notFoundContent="没有处于报考时间且参考院校包含本校的考试计划"
        options={plans.map((p) => ({
          value: p.id,
          label: `${p.name}（${p.number}，报考截止 ${minute(p.registerEnd)}）`,
        }))}
        value={given['planId'] ?? null}
        onChange={(id: string) => {
          set('planId', id)
          set('credentialId', undefined)
        }}
      />
      {mode === 'subject' ? (
        <>
          <label htmlFor="enrol-credential">考核证书</label>
          <Select
            id="enrol-credential"
            className="jh-full"
            placeholder={chosen ? '请先选择考核证书' : '请先选择考试计划'}
            disabled={!chosen}
            options={(chosen?.credentials ?? [])
              .filter((c) => allows(c, mode))
              .map((c) => ({ value: c.id, label: `${displayName(c.name, c.level)}（${c.certNo}）` }))}
            value={given['credentialId'] ?? null}
            onChange={(id: string) => set('credentialId', id)}
          />
        </>
      ) : null}
    </>
  )
}
