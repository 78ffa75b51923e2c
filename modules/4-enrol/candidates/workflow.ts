import { state, workflow } from '#kit/pure/workflow.ts'

/**
 * S5 信息状态. 认证中 is a mark beside 信息待认证, not a state (S5.4); a change that moves nothing (S5.10, S5.11) leaves a row of
 * the timeline with the same state on both sides.
 */
export const candidateFlow = workflow('candidates', {
  label: '考生信息',
  start: ['no-photo', 'unverified'],
  states: {
    'no-photo': state('无照片', 'neutral'),
    unverified: state('信息待认证', 'waiting'),
    'needs-check': state('需人工确认', 'waiting'),
    verified: state('信息准确', 'good'),
  },
  steps: {
    photo: { label: '上传照片', from: ['no-photo', 'unverified', 'needs-check'], to: 'unverified' },
    change: { label: '修改考生信息', from: ['unverified', 'needs-check'], to: 'unverified' },
    send: { label: '认证', from: ['unverified'], to: 'unverified' },
    match: { label: '公安系统照片比对：一致', from: ['unverified'], to: 'verified' },
    mismatch: { label: '公安系统照片比对：不一致', from: ['unverified'], to: 'needs-check' },
    unanswered: { label: '认证未完成', from: ['unverified'], to: 'unverified' },
    confirm: { label: '人工确认', from: ['needs-check'], to: 'verified' },
  },
})
