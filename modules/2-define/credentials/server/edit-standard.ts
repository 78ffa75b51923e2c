import { plainText, sanitised } from '#packages/rich-text/index.ts'
import { handle } from '#kit/server/handle.ts'
import { editStandard } from '../operations.ts'
import { mayEditStandard } from '../rules.ts'
import { fitAttachment } from './attachment.ts'
import { saveStandardRow, standardForChange } from './store-standards.ts'

export const handleEditStandard = handle(
  editStandard,
  async (ctx) => {
    const { input, scope, tx, refuse, invalid, trail } = ctx
    const old = await standardForChange(tx, scope, input.id)
    if (!old) return refuse('not-found')
    if (old.version !== input.version) return refuse('state-changed')
    if (!mayEditStandard(old.status)) return refuse('standard-in-force')
    const content = sanitised(input.content)
    if (plainText(content) === '' && !input.fileId)
      return invalid([{ path: 'content', message: '请填写内容或上传附件' }])
    const file = await fitAttachment(ctx, input.fileId)
    if (typeof file === 'string') return refuse(file)
    await trail({
      entity: old.kind === 'skill' ? 'skill-standard' : 'site-standard',
      id: old.id,
      changes: {
        title: [old.title, input.title],
        versionNo: [old.versionNo, input.versionNo],
        fileId: [old.fileId, file?.id ?? null],
      },
    })
    return saveStandardRow(tx, old.id, { ...input, content }, file)
  },
  { constraints: { standard_version_unique: 'standard-exists' } },
)
