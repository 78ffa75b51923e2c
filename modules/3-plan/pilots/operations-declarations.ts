import { z } from 'zod'
import { id, whole } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { mostHeads } from './form-rules.ts'
import type { CredentialForDeclaring, DeclarationDetail, DeclarationRow, OpenCredential } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('pilots', words)
const declarer = [by('school', 'pilots.write', 'own', { beforePilot: true })]
const readers = [
  by('school', 'pilots.read', 'own', { beforePilot: true }),
  by('province', 'pilots.read', 'own'),
  by('city', 'pilots.read', 'own'),
  by('awarding-body', 'pilots.read', 'own'),
]

/** The list's question, also of its export. `city` is a 6-digit city code. */
export const declarationQuery = listQuery({
  year: filterText,
  batch: filterText,
  certName: filterText,
  certLevel: filterText,
  status: filterText,
  schoolName: filterText,
  city: filterText,
})
export const listDeclarations = read('listDeclarations', {
  label: '证书试点申报',
  who: readers,
  input: declarationQuery,
  answers: answers<ListPage<DeclarationRow>>(),
})
export const declaration = read('declaration', {
  label: '查看',
  who: readers,
  input: z.object({ id: id('试点申报') }),
  answers: answers<DeclarationDetail>(),
})
/** P-4.3-06: 请输入证书名称搜索后选择. */
export const findOpenCredentials = read('findOpenCredentials', {
  label: '选择试点证书',
  who: declarer,
  input: z.object({ planId: id('申报计划'), text: filterText }),
  answers: answers<{ credentials: OpenCredential[] }>(),
})
export const credentialForDeclaring = read('credentialForDeclaring', {
  label: '立即申报',
  who: declarer,
  input: z.object({ planId: id('申报计划'), credentialId: id('试点证书') }),
  answers: answers<CredentialForDeclaring>(),
})

const blankIsAbsent = (v: unknown): unknown => (v === '' || v === null ? undefined : v)
const count = (least: 0 | 1) => {
  const message = least === 1 ? '请输入正整数' : '请输入不小于0的整数'
  return z.preprocess(
    blankIsAbsent,
    z.coerce.number(message).int(message).min(least, message).max(9_999_999, message).optional(),
  )
}
const richText = z.string().max(100_000, '不能超过1000字').default('')
const declarationInput = z.object({
  planId: id('申报计划'),
  /** Only for 编辑. */
  id: z.uuid().optional(),
  version: z.number().int().optional(),
  credentialId: id('试点证书'),
  applyTotal: count(1),
  majors: z
    .array(
      z.object({
        majorId: z.uuid('请选择拟申报专业'),
        studentCount: count(0),
        teacherCount: count(0),
        applyCount: count(1),
      }),
    )
    .max(500)
    .default([]),
  teacherInfo: richText,
  siteInfo: richText,
})
const keepingRefusals = [
  'no-plan',
  'time-over',
  'time-not-come',
  'base-missing',
  'credential-not-in-scope',
  'declared-already',
] as const

/** 暂存 (P-4.3-11): only the certificate is needed. Without `id` it is 立即申报, with it 编辑. */
export const saveDeclaration = write('saveDeclaration', {
  label: '保存',
  who: declarer,
  input: declarationInput,
  answers: answers<{ id: string; version: number }>(),
  refuses: keepingRefusals,
})
export const submitDeclaration = write('submitDeclaration', {
  label: '保存并提交',
  who: declarer,
  input: declarationInput,
  answers: answers<{ id: string; version: number }>(),
  refuses: keepingRefusals,
})

export const approvalCount = whole('审核人数', 0, mostHeads)
