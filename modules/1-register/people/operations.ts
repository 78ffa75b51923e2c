import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { UnmaskingRow } from './model.ts'

const { read } = declaring('people', {})

/** Who looked at identity numbers in clear: own organisation's administrator, and the platform. */
export const unmaskings = read('unmaskings', {
  label: '证件查看记录',
  who: [by('platform', 'audit.read', 'any'), by('school', 'users.write', 'own'), by('awarding-body', 'users.write', 'own')],
  input: listQuery({ accountName: filterText }),
  answers: answers<ListPage<UnmaskingRow>>(),
})
