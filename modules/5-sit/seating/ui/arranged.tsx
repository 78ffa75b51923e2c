import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { Section } from '#kit/ui/record.tsx'
import type { ArrangedSubject } from '../model.ts'
import type { UnseatedGroup } from '../rules.ts'

export const arrangedInWords = (subjects: readonly ArrangedSubject[]): string => {
  const given = subjects.reduce((sum, s) => sum + s.given, 0)
  const left = subjects.reduce((sum, s) => sum + leftIn(s.unseated), 0)
  if (given === 0 && left === 0) return '没有待排考的考生'
  return `已排 ${given} 人${left ? `，${left} 人未能排考` : ''}`
}
export const leftIn = (groups: readonly UnseatedGroup[]): number => groups.reduce((sum, g) => sum + g.count, 0)

/** Why the rest has no seat, with the first names of each reason. */
export const Reasons = ({ of }: { of: readonly UnseatedGroup[] }): ReactNode => (
  <ul className="jh-reasons">
    {of.map((g) => (
      <li key={g.says}>
        <strong>{g.says}</strong>
        <details>
          <summary>{g.count} 名考生</summary>
          <p className="jh-second">
            {g.people.map((p) => `${p.name}（${p.candidateNo}）`).join('、')}
            {g.count > g.people.length ? ` 等 ${g.count} 人` : ''}
          </p>
        </details>
      </li>
    ))}
  </ul>
)

/** What 排考 did, when somebody was left without a seat. */
export function ArrangedDialog({ subjects, onClose }: { subjects: readonly ArrangedSubject[] | null; onClose(): void }): ReactNode {
  const left = (subjects ?? []).filter((s) => s.unseated.length > 0)
  return (
    <Modal
      open={left.length > 0}
      title={subjects ? arrangedInWords(subjects) : ''}
      onCancel={onClose}
      onOk={onClose}
      okText="知道了"
      cancelButtonProps={{ style: { display: 'none' } }}
      width={600}
    >
      {left.map((s) => (
        <Section key={s.id} title={`${s.label}：已排 ${s.seated} / ${s.enrolled} 人`}>
          <Reasons of={s.unseated} />
        </Section>
      ))}
      <p className="jh-hint">处理后再次排考，已排的座位不会变动。</p>
    </Modal>
  )
}
