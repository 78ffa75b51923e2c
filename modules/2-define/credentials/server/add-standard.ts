import { plainText, sanitised } from '#packages/rich-text/index.ts'
import { handle } from '#kit/server/handle.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { addStandard } from '../operations.ts'
import { siteStandardFlow, skillStandardFlow } from '../workflow.ts'
import { fitAttachment } from './attachment.ts'
import { credentialForChange } from './store.ts'
import { addStandardRow } from './store-standards.ts'

export const handleAddStandard = handle(
  addStandard,
  async (ctx) => {
    const { input, scope, tx, refuse, invalid } = ctx
    const of = await credentialForChange(tx, scope, input.credentialId)
    if (!of) return refuse('not-found')
    const content = sanitised(input.content)
    if (plainText(content) === '' && !input.fileId)
      return invalid([{ path: 'content', message: '请填写内容或上传附件' }])
    const file = await fitAttachment(ctx, input.fileId)
    if (typeof file === 'string') return refuse(file)
    // S18: a skill standard begins 未发布, a site standard 已停用.
    const [flow, status] =
      input.kind === 'skill' ? ([skillStandardFlow, 'draft'] as const) : ([siteStandardFlow, 'suspended'] as const)
    const { id } = await addStandardRow(tx, input.kind, of.id, { ...input, content }, file, status)
    await recordSteps(ctx, flow, 'add', [{ id, from: null }], status, { label: '新增标准' })
    return { id }
  },
  { constraints: { standard_version_unique: 'standard-exists' } },
)
