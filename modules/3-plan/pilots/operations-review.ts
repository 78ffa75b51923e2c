import { z } from 'zod'
import { id, ids, instant, reason } from '#kit/pure/fields.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { approvalCount } from './operations-declarations.ts'
import { words } from './words.ts'

const { write } = declaring('pilots', words)
const province = [by('province', 'pilots.write', 'own')]
const reviewers = [by('city', 'pilots.write', 'own'), ...province]
const one = { id: id('试点申报'), version: z.number().int() }
const numbers = {
  /** 审核总人数, when not by majors; left out: as applied. */
  total: approvalCount.optional(),
  /** 审核人数 per major; a major left out: as applied. */
  majors: z
    .array(z.object({ majorId: z.uuid(), count: approvalCount }))
    .max(500)
    .optional(),
}

/** 初审 (P-4.3-23): numbers are not changed here. */
export const passFirstReview = write('passFirstReview', {
  label: '审核通过',
  who: [by('city', 'pilots.write', 'own')],
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
})
export const approveDeclaration = write('approveDeclaration', {
  label: '审核通过',
  who: province,
  input: z.object({ ...one, ...numbers }),
  answers: answers<{ version: number; approvedTotal: number }>(),
  refuses: ['waits-for-city'],
})
/** Batch 通过 with the applied numbers (P-4.3-26). */
export const approveDeclarations = write('approveDeclarations', {
  label: '批量通过',
  who: province,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
})
export const returnDeclaration = write('returnDeclaration', {
  label: '退回',
  who: reviewers,
  input: z.object({
    ...one,
    reason: reason('请填写退回原因'),
    /** Required when the plan is over (P-4.3-23, -25). */
    supplementUntil: instant('补正截止时间').optional(),
  }),
  answers: answers<{ version: number }>(),
  refuses: ['waits-for-city', 'has-enrolments'],
})
export const setSupplementDeadline = write('setSupplementDeadline', {
  label: '设置补正截止时间',
  who: province,
  input: z.object({ ...one, supplementUntil: instant('补正截止时间') }),
  answers: answers<{ version: number }>(),
})
export const correctApproval = write('correctApproval', {
  label: '更正审核人数',
  who: province,
  input: z.object({ ...one, ...numbers, reason: reason('请填写更正原因') }),
  answers: answers<{ version: number; approvedTotal: number }>(),
  refuses: ['below-enrolled'],
})
