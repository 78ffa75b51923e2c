import { z } from 'zod'
import { optionalText, reason, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { ScoreChoices, ScoreDetail, ScoreRow } from './model.ts'
import { readScore } from './rules.ts'
import { words } from './words.ts'

const { read, write } = declaring('scores', words)
/** P-5.2.9-01: a school its own, read only; an awarding body those of its plans. */
export const scoreReaders = [by('school', 'results.read', 'own'), by('awarding-body', 'results.read', 'own')]
const recorders = [by('awarding-body', 'results.write', 'own')]

/** The tab is the 成绩状态. 证件号码 is found by equality only. */
export const scoreQuery = listQuery({
  planName: filterText,
  name: filterText,
  candidateNo: filterText,
  ticketNo: filterText,
  idNo: filterText,
  certName: filterText,
  certLevel: filterText,
  subjectName: filterText,
  schoolName: filterText,
  isPassed: z.enum(['yes', 'no']).optional(),
})
export const listScores = read('listScores', {
  label: '科目成绩',
  who: scoreReaders,
  input: scoreQuery,
  answers: answers<ListPage<ScoreRow>>(),
})
export const score = read('score', {
  label: '查看',
  who: scoreReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<ScoreDetail>(),
})
export const scoreChoices = read('scoreChoices', {
  label: '批量导入',
  who: recorders,
  input: z.object({}),
  answers: answers<ScoreChoices>(),
})

/** 85, 85.5 or 缺考; the answer is the number, null for 缺考. */
const scoreField = text('成绩', 10).transform((typed, ctx) => {
  const read = readScore(typed)
  if (read.ok) return read.score
  ctx.addIssue({ code: 'custom', message: read.why })
  return z.NEVER
})
/** What a row of I9 is (P-5.2.9-03). */
export const recordScore = write('recordScore', {
  label: '登记成绩',
  who: recorders,
  input: z.object({
    planId: z.uuid('请先选择考试计划'),
    lineSubjectId: z.uuid('请先选择考试科目'),
    ticketNo: text('准考证号', 40),
    name: text('考生姓名', 50),
    idNo: optionalText('证件号码', 40),
    subjectNo: text('科目编号', 20),
    subjectName: optionalText('科目名称', 100),
    score: scoreField,
  }),
  answers: answers<{ id: string }>(),
  refuses: ['score-window', 'exam-not-over'],
})
/**
 * P-5.2.9-06: a doubt that was checked, or a score that was forgotten. `version` 0 = none stands yet. 平台运维 is named so that it
 * is answered 成绩已锁定 after the 公示期 (P-5.2.9-07) and 无操作权限 before (P-5.2.9-04): it never changes a score.
 */
export const editScore = write('editScore', {
  label: '修改成绩',
  who: [...recorders, by('platform', 'audit.read', 'any')],
  input: z.object({
    id: z.uuid(),
    version: z.number().int().min(0),
    score: scoreField,
    reason: reason('请填写修改原因'),
  }),
  answers: answers<{ id: string; version: number }>(),
  refuses: ['locked', 'not-public', 'not-sat', 'exam-not-over'],
})
