import { expect, test } from 'vitest'
import { z } from 'zod'
import { text } from '../../pure/fields.ts'
import { nameOf, placed, problemsOf } from './problems.ts'

test('P-0-11 each wrong field gets its first message, in the words of the schema', () => {
  const input = z.object({ name: text('姓名', 20), majors: z.array(z.object({ count: z.number('请填写人数') })) })
  const judged = input.safeParse({ name: '\u3000 ', majors: [{ count: 1 }, {}] })
  expect(judged.success).toBe(false)
  expect(problemsOf(judged.error as z.ZodError)).toEqual([
    { path: 'name', message: '请输入姓名' },
    { path: 'majors.1.count', message: '请填写人数' },
  ])
})

test('P-0-11 a problem stands at its field, or at the field that holds its part', () => {
  const { on, above } = placed(
    [
      { path: 'majors.1.count', message: '请填写人数' },
      { path: 'photoId.size', message: '文件大小超过限制' },
    ],
    [['majors', 1, 'count'], ['photoId']],
  )
  expect(on).toEqual([
    { name: ['majors', 1, 'count'], errors: ['请填写人数'] },
    { name: ['photoId'], errors: ['文件大小超过限制'] },
  ])
  expect(above).toEqual([])
})

test('a problem without a field on the form is told above it, none is lost', () => {
  const { on, above } = placed(
    [
      { path: 'planId', message: '请选择考试计划' },
      { path: '', message: '开始时间应早于结束时间' },
    ],
    [['name']],
  )
  expect(on).toEqual([])
  expect(above).toEqual(['请选择考试计划', '开始时间应早于结束时间'])
})

test('numbers in a path are places in a list', () => {
  expect(nameOf('majors.0.applyCount')).toEqual(['majors', 0, 'applyCount'])
})
