import { state, workflow, type Tone } from '#kit/pure/workflow.ts'

/** S3, 审核状态. 考核站点状态 (已启用 / 已停用) is the second field and exists only while 审核通过. */
export const siteWorkflow = workflow('site', {
  label: '考核站点',
  start: ['draft'],
  states: {
    draft: state('未提交', 'neutral'),
    pending: state('待审核', 'waiting'),
    approved: state('审核通过', 'good'),
    returned: state('审核退回', 'bad'),
  },
  steps: {
    submit: { label: '提交并保存', from: ['draft', 'returned'], to: 'pending' },
    withdraw: { label: '撤销', from: ['pending'], to: 'draft' },
    approve: { label: '审核通过', from: ['pending'], to: 'approved' },
    return: { label: '审核退回', from: ['pending'], to: 'returned', asks: 'reason' },
    suspend: { label: '停用', from: ['approved'], to: 'approved', asks: 'reason' },
    enable: { label: '启用', from: ['approved'], to: 'approved' },
    'return-suspended': { label: '退回', from: ['approved'], to: 'returned', asks: 'reason' },
  },
})
export const enabledState = (isEnabled: boolean | null): { label: string; tone: Tone } | null =>
  isEnabled === null ? null : isEnabled ? { label: '已启用', tone: 'good' } : { label: '已停用', tone: 'bad' }
