import { z } from 'zod'
import { choice, day, id, ids, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { TimelineEntry } from '#kit/pure/workflow.ts'
import type { StandardDetail, StandardRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('credentials', words)
const author = [by('awarding-body', 'standards.write', 'own')]
const reader = [by('awarding-body', 'standards.read', 'own')]
export const standardKind = choice('标准类型', ['skill', 'site'])

const standardForm = {
  title: text('标准名称', 200),
  versionNo: text('版本', 50),
  publishDate: day('发布日期'),
  /** HTML of the editor; sanitised before it is kept (P-0-10). */
  content: z.string().max(200_000, '内容过长').default(''),
  fileId: z.uuid('附件不存在，请重新上传').nullish(),
}
export const listStandards = read('listStandards', {
  label: '标准管理',
  who: reader,
  input: listQuery({ kind: standardKind, certName: filterText, certLevel: filterText, title: filterText }),
  answers: answers<ListPage<StandardRow>>(),
})
export const standard = read('standard', {
  label: '查看',
  who: reader,
  input: z.object({ id: id('标准') }),
  answers: answers<StandardDetail & { timeline: TimelineEntry[] }>(),
})
export const addStandard = write('addStandard', {
  label: '新增标准',
  who: author,
  input: z.object({ kind: standardKind, credentialId: id('证书'), ...standardForm }),
  answers: answers<{ id: string }>(),
  refuses: ['standard-exists', 'file-format', 'file-size'],
})
export const editStandard = write('editStandard', {
  label: '编辑标准',
  who: author,
  input: z.object({ id: id('标准'), version: z.number().int(), ...standardForm }),
  answers: answers<{ version: number }>(),
  refuses: ['standard-exists', 'standard-in-force', 'file-format', 'file-size'],
})
export const publishSkillStandards = write('publishSkillStandards', {
  label: '发布',
  who: author,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
  confirm: '发布后申请过该证书试点的院校可以查看。确定发布？',
})
export const suspendSkillStandards = write('suspendSkillStandards', {
  label: '停用',
  who: author,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
  confirm: '停用后院校不再看到该标准。确定停用？',
})
export const enableSiteStandard = write('enableSiteStandard', {
  label: '启用',
  who: author,
  input: z.object({ id: id('标准') }),
  /** How many earlier ones of the certificate were taken out of use by it. */
  answers: answers<{ replaced: number }>(),
  confirm: '启用后，同一证书原来启用的标准自动停用。确定启用？',
})
export const suspendSiteStandards = write('suspendSiteStandards', {
  label: '停用',
  who: author,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
  confirm: '停用后该证书没有启用的考核站点建设标准，院校仍可查看。确定停用？',
})
