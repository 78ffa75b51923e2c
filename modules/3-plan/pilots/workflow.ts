import { phases } from '#kit/pure/phases.ts'
import { state, workflow } from '#kit/pure/workflow.ts'

/** S1. What follows 发布 is moved by the clock alone. */
export const planFlow = workflow('pilot-plan', {
  label: '申报计划',
  start: ['draft'],
  states: { draft: state('未发布', 'neutral'), published: state('已发布', 'info') },
  steps: { publish: { label: '发布', from: ['draft'], to: 'published' } },
})
/** 状态 of a published plan: the window is closed at both ends (spec 7.1). */
export const planPhases = phases('pilot-plan-phase', [
  { code: 'upcoming', label: '未开始', tone: 'planned', before: 'startAt' },
  { code: 'open', label: '进行中', tone: 'good', until: 'endAt' },
  { code: 'ended', label: '已结束', tone: 'neutral' },
])
export type PlanPhase = 'upcoming' | 'open' | 'ended'

/** S2. There is no final “不通过”: only 退回 (A15). */
export const declarationFlow = workflow('declaration', {
  label: '证书试点申报',
  start: ['draft', 'first-review'],
  states: {
    draft: state('未提交', 'neutral'),
    'first-review': state('待初审', 'waiting'),
    'second-review': state('待复审', 'waiting'),
    approved: state('审核通过', 'good'),
    returned: state('审核退回', 'bad'),
  },
  steps: {
    save: { label: '保存', from: ['draft', 'returned'], to: 'draft' },
    submit: { label: '保存并提交', from: ['draft', 'returned'], to: 'first-review' },
    carry: { label: '转入新的申报批次', from: ['draft', 'returned'], to: 'draft' },
    'pass-first': { label: '审核通过', from: ['first-review'], to: 'second-review' },
    approve: { label: '审核通过', from: ['first-review', 'second-review'], to: 'approved' },
    return: { label: '退回', from: ['first-review', 'second-review'], to: 'returned', asks: 'reason' },
    recall: { label: '退回', from: ['approved'], to: 'returned', asks: 'reason' },
    correct: { label: '更正审核人数', from: ['approved'], to: 'approved', asks: 'reason' },
  },
})
/** Steps that 审核信息记录 shows: what the school saved for itself is none of them. */
export const reviewSteps = [
  'submit',
  'carry',
  'pass-first',
  'approve',
  'return',
  'recall',
  'correct',
  'extend',
] as const
