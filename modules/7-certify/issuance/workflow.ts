import { state, workflow } from '#kit/pure/workflow.ts'

/** 颁证状态 (S11), in the words of M1 §4.2. */
export const issuance = workflow('issuance', {
  label: '证书发放',
  start: ['awaiting-awarding-body'],
  states: {
    'awaiting-awarding-body': state('培训评价组织待签发', 'waiting'),
    'refused-by-awarding-body': state('培训评价组织拒绝签发', 'bad'),
    'awaiting-site': state('考核站点待签发', 'waiting'),
    'refused-by-site': state('考核站点拒绝签发', 'bad'),
    ready: state('待发放', 'waiting'),
    producing: state('证书生成中', 'planned'),
    'sealing-failed': state('盖章失败', 'bad'),
    issued: state('完成发放', 'good'),
  },
  steps: {
    signAsAwardingBody: { label: '确认签发', from: ['awaiting-awarding-body', 'refused-by-awarding-body'], to: 'awaiting-site', asks: 'signature', final: true },
    refuseAsAwardingBody: { label: '拒绝签发', from: ['awaiting-awarding-body'], to: 'refused-by-awarding-body', asks: 'reason' },
    signAsSite: { label: '确认签发', from: ['awaiting-site', 'refused-by-site'], to: 'ready', asks: 'signature', final: true },
    refuseAsSite: { label: '拒绝签发', from: ['awaiting-site'], to: 'refused-by-site', asks: 'reason' },
    issue: { label: '发放', from: ['ready'], to: 'producing' },
    finish: { label: '完成发放', from: ['producing'], to: 'issued' },
    failSealing: { label: '盖章失败', from: ['producing'], to: 'sealing-failed' },
    reissue: { label: '重新发放', from: ['sealing-failed', 'issued'], to: 'ready' },
  },
})
/** Tabs of the page; 证书生成中 stays in 证书待发放, without buttons (P-4.2.5-01). */
export const tabs = [
  { code: 'awaiting-awarding-body', label: '培训评价组织待签发' },
  { code: 'refused-by-awarding-body', label: '培训评价组织拒绝签发' },
  { code: 'awaiting-site', label: '考核站点待签发' },
  { code: 'refused-by-site', label: '考核站点拒绝签发' },
  { code: 'ready', label: '证书待发放' },
  { code: 'sealing-failed', label: '盖章失败' },
  { code: 'issued', label: '完成发放' },
] as const
