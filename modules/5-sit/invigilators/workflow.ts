import { state, workflow, type StateOf } from '#kit/pure/workflow.ts'

/** 认证状态 of one 监考证书 (S12): 认证通过 cannot be taken back. */
export const qualificationFlow = workflow('qualification', {
  label: '监考证书认证',
  start: ['pending'],
  states: {
    pending: state('待认证', 'waiting'),
    certified: state('已认证', 'good'),
    refused: state('认证不通过', 'bad'),
  },
  steps: {
    certify: { label: '认证通过', from: ['pending'], to: 'certified', final: true },
    refuse: { label: '不通过', from: ['pending'], to: 'refused', asks: 'reason' },
    resubmit: { label: '重新提交', from: ['refused'], to: 'pending' },
  },
})
export type QualificationStatus = StateOf<typeof qualificationFlow>
