import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { enrolModes } from '#exam-plans'
import { useAsk } from '#kit/ui/ask.ts'
import { Detail } from '#kit/ui/list/detail.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Facts, Section, Timeline } from '#kit/ui/record.tsx'
import { span } from '#kit/ui/times.ts'
import type { EnrolledSubject, EnrolmentDetail } from '../model.ts'
import { deleteEnrolment, enrolment } from '../operations.ts'
import { EnrolmentBadge, PayBadge } from './badges.tsx'
import { blockedDelete, deleteQuestion } from './deleting.ts'
import { blockFacts } from './facts.tsx'

const standing = (e: EnrolmentDetail, s: EnrolledSubject) => ({ ...s, mode: e.mode, isRegisterOver: e.isRegisterOver })

/** 10-07 09:00 至 11:00; the year stands in the plan's name and number. */
const times = (s: EnrolledSubject): string => (s.startsAt ? span(s.startsAt, s.endsAt).slice(5) : '—')

/** One registration: plan and certificate, its 科目 with their states, the candidate as frozen, what happened to it. */
export function EnrolmentView({ id, onGone }: { id: string; onGone(): void }): ReactNode {
  const asked = useAsk(enrolment, { id })
  return (
    <Detail
      of={asked}
      title={(e) => e.name}
      badge={(e) => {
        const own = e.subjects.find((s) => s.id === id)
        return own ? <EnrolmentBadge of={own.status} /> : null
      }}
      footer={(e) => {
        const going = e.mode === 'certificate' ? e.subjects : e.subjects.filter((s) => s.id === id)
        return (
          <OperationButton
            op={deleteEnrolment}
            input={{ id }}
            look="danger"
            label={e.mode === 'certificate' ? `删除 ${going.length} 个科目` : '删除'}
            blocked={going.map((s) => blockedDelete(standing(e, s))).find((why) => why !== undefined)}
            confirm={deleteQuestion(
              going.map((s) => standing(e, s)),
              1,
            )}
            says={(a) => `已删除 ${e.name} 的 ${a.deleted} 个科目`}
            onDone={onGone}
          />
        )
      }}
    >
      {(e) => (
        <>
          <Section title="报考信息">
            <Facts
              of={[
                ['考试计划', `${e.planName}（${e.planNumber}）`],
                ['报考证书', displayName(e.certName, e.certLevel)],
                ['报考方式', enrolModes[e.mode]],
                e.targetTypeName ? ['参考对象类型', e.targetTypeName] : null,
                ['缴费单号', [...new Set(e.subjects.flatMap((s) => s.paymentNumber ?? []))].join('、')],
              ]}
            />
          </Section>
          <Section title="考试科目">
            <Table
              label="考试科目"
              rows={e.subjects}
              columns={[
                { key: 'name', title: '科目名称', width: 92 },
                { key: 'time', title: '考试时间', width: 156, render: times },
                { key: 'status', title: '报考状态', width: 92, render: (s) => <EnrolmentBadge of={s.status} /> },
                { key: 'payStatus', title: '缴费标识', width: 92, render: (s) => <PayBadge of={s.payStatus} /> },
              ]}
            />
          </Section>
          <Section title="考生信息（报考时）">
            <Facts of={blockFacts(e)} />
            <p className="jh-hint">以报考时为准；如需修改姓名拼音、手机号，请联系培训评价组织</p>
          </Section>
          <Section title="办理记录">
            <Timeline of={e.timeline} />
          </Section>
        </>
      )}
    </Detail>
  )
}
