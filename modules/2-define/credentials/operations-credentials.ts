import { z } from 'zod'
import { choice, id, ids, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { TimelineEntry } from '#kit/pure/workflow.ts'
import { certLevels, passConditions, type CredentialDetail, type CredentialRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('credentials', words)
const author = [by('awarding-body', 'credentials.write', 'own')]
const publisher = [by('platform', 'credentials.write', 'any')]
const readers = [by('awarding-body', 'credentials.read', 'own'), by('platform', 'credentials.read', 'any')]

const credentialForm = {
  name: text('证书名称', 100),
  level: choice('证书等级', certLevels),
  passCondition: choice('考试通过条件', passConditions),
  majorIds: z.array(z.uuid('请选择证书对应专业')).min(1, '请选择证书对应专业').max(500, '证书对应专业不能超过500个'),
}
/** Schools have their own list in the module of pilots, which knows what they take part in (P-4.1-01). */
export const listCredentials = read('listCredentials', {
  label: '证书信息管理',
  who: readers,
  input: listQuery({ certNo: filterText, name: filterText, level: filterText, awardingBody: filterText }),
  answers: answers<ListPage<CredentialRow>>(),
})
export const credential = read('credential', {
  label: '查看',
  who: readers,
  input: z.object({ id: id('证书') }),
  answers: answers<CredentialDetail & { timeline: TimelineEntry[] }>(),
})
export const addCredential = write('addCredential', {
  label: '新增证书',
  who: author,
  input: z.object({
    /** Left empty the next number is given. */
    certNo: z.preprocess(
      (v) => (typeof v === 'string' && v.trim() === '' ? undefined : v),
      z
        .string()
        .trim()
        .regex(/^\d{8}$/, '证书编号应为8位数字')
        .optional(),
    ),
    ...credentialForm,
  }),
  answers: answers<{ id: string; certNo: string }>(),
  refuses: ['cert-no-taken', 'cert-no-exhausted', 'credential-exists', 'major-unknown'],
})
export const editCredential = write('editCredential', {
  label: '编辑证书',
  who: author,
  input: z.object({ id: id('证书'), version: z.number().int(), ...credentialForm }),
  answers: answers<{ version: number }>(),
  refuses: ['published-fixed', 'credential-exists', 'major-in-use', 'major-unknown'],
})
export const publishCredentials = write('publishCredentials', {
  label: '发布',
  who: publisher,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
  confirm: '发布后各试点院校可以查看和申报，证书信息写入存证，名称和等级不能再修改。确定发布？',
})
export const suspendCredentials = write('suspendCredentials', {
  label: '停用',
  who: publisher,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
  confirm: '停用后不能再用于新的申报、考试计划和考核站点，进行中的不受影响。确定停用？',
})
