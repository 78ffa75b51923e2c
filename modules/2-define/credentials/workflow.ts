import { state, workflow } from '#kit/pure/workflow.ts'

// What was taken out of use may be published again: a mistaken 停用 must have a way back.
export const credentialFlow = workflow('credential', {
  label: '证书信息',
  start: ['draft'],
  states: {
    draft: state('未发布', 'neutral'),
    published: state('已发布', 'info'),
    suspended: state('已停用', 'bad'),
  },
  steps: {
    publish: { label: '发布', from: ['draft', 'suspended'], to: 'published' },
    suspend: { label: '停用', from: ['published'], to: 'suspended' },
  },
})
export const subjectFlow = workflow('subject', {
  label: '考试科目',
  start: ['draft'],
  states: credentialFlow.states,
  steps: credentialFlow.steps,
})

/** S18: 新增 → 未发布; 发布 → 已发布; 停用 → 已停用. */
export const skillStandardFlow = workflow('skill-standard', {
  label: '职业技能等级标准',
  start: ['draft'],
  states: credentialFlow.states,
  steps: credentialFlow.steps,
})
/** S18: 新增 → 已停用; 启用 → 已启用, the earlier one of the same certificate becomes 已停用. */
export const siteStandardFlow = workflow('site-standard', {
  label: '考核站点建设标准',
  start: ['suspended'],
  states: { suspended: state('已停用', 'neutral'), enabled: state('已启用', 'good') },
  steps: {
    enable: { label: '启用', from: ['suspended'], to: 'enabled' },
    suspend: { label: '停用', from: ['enabled'], to: 'suspended' },
  },
})
