import { Input } from 'antd'
import type { ReactNode } from 'react'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { absent, type ScoreDetail } from '../model.ts'
import { editScore } from '../operations.ts'

/** P-5.2.9-06: a correction after a doubt was checked, or a forgotten score. */
export function EditScore({ of, onClose }: { of: ScoreDetail; onClose(): void }): ReactNode {
  return (
    <FormModal
      op={editScore}
      title={`修改成绩 ${of.name} ${of.subjectName}`}
      open
      onClose={onClose}
      submit="确定"
      toInput={(v) => ({
        id: of.id,
        version: of.version,
        score: (v['score'] as string | undefined) ?? '',
        reason: (v['reason'] as string | undefined) ?? '',
      })}
      says={() => (of.score === null ? '成绩已补登' : '成绩已修改')}
    >
      <p className="jh-hint">
        现成绩：{of.score ?? '未登记'}。修改后通知院校，并留下修改记录
      </p>
      <Field name="score" label="成绩" required hint={`0至${of.fullScore}，最多一位小数；未参加考试填“${absent}”`}>
        <Input maxLength={10} inputMode="decimal" />
      </Field>
      <Field name="reason" label="修改原因" required>
        <Input.TextArea maxLength={500} showCount rows={3} />
      </Field>
    </FormModal>
  )
}
