import { z } from 'zod'
import { filterText, listQuery } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { PassRates } from './model.ts'

const { read } = declaring('statistics', {})
/** P-7.1-01, -04: a school its candidates, an awarding body its certificates, a province its schools. */
export const statisticsReaders = [
  by('school', 'statistics.read', 'own'),
  by('awarding-body', 'statistics.read', 'own'),
  by('province', 'statistics.read', 'own'),
]
/** The tab is the grouping; without one it is 按证书统计. */
export const passRateQuery = listQuery({
  year: z.string().regex(/^\d{4}$/, '年度格式不正确').optional(),
  planName: filterText,
  perSchool: z.enum(['yes']).optional(),
})
export const passRates = read('passRates', {
  label: '证书通过率统计',
  who: statisticsReaders,
  input: passRateQuery,
  answers: answers<PassRates>(),
})
