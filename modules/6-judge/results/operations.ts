import { z } from 'zod'
import { choice, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { anyone, by } from '#kit/pure/who.ts'
import { idTypes } from '#people'
import type { FoundResults, ResultDetail, ResultRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('results', words)
/** P-5.2.10-01, -06 */
export const resultReaders = [by('school', 'results.read', 'own'), by('awarding-body', 'results.read', 'own')]

/** The tab is the 考核状态. 证件号码 is found by equality only. */
export const resultQuery = listQuery({
  planName: filterText,
  name: filterText,
  candidateNo: filterText,
  idNo: filterText,
  kind: filterText,
  certName: filterText,
  certLevel: filterText,
  schoolName: filterText,
})
export const listResults = read('listResults', {
  label: '考证结果',
  who: resultReaders,
  input: resultQuery,
  answers: answers<ListPage<ResultRow>>(),
})
export const result = read('result', {
  label: '查看',
  who: resultReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<ResultDetail>(),
})
/**
 * 官网 › 成绩查询 (P-5.2.9-05). It writes: the picture code is spent and tries are counted. It stands here and not with 科目成绩
 * because it tells the 考核状态 too.
 */
export const queryScores = write('queryScores', {
  label: '成绩查询',
  who: [anyone],
  input: z.object({
    name: text('姓名', 50),
    idType: choice('证件类型', idTypes).default('身份证'),
    idNo: text('证件号码', 40),
    codeId: z.uuid('请刷新验证码'),
    code: text('验证码', 20),
  }),
  answers: answers<FoundResults>(),
  refuses: ['none-found', 'wrong-code'],
})
