import { expect, test } from 'vitest'
import { blockedDelete, deleteQuestion } from './deleting.ts'

const row = {
  status: 'unseated',
  payStatus: 'unpaid',
  paymentNumber: null,
  mode: 'subject',
  isRegisterOver: false,
} as const

test('P-5.2.6-14 P-5.2.6-16 the button says why a row cannot be deleted', () => {
  expect(blockedDelete(row)).toBeUndefined()
  expect(blockedDelete({ ...row, status: 'awaiting' })).toBe('已排考或已缴费的报考信息不能删除')
  expect(blockedDelete({ ...row, payStatus: 'paid', paymentNumber: 'JF1' })).toBe('已排考或已缴费的报考信息不能删除')
  expect(blockedDelete({ ...row, paymentNumber: 'JF1' })).toBe('该报考信息已生成缴费申请单，请先删除缴费申请单')
})

test('spec 7.1 after 报考时间 the question warns that it cannot be imported again', () => {
  expect(deleteQuestion([row])).toBe('是否确认删除该报考信息？')
  expect(deleteQuestion([{ ...row, mode: 'certificate' }])).toBe(
    '按证书报考的将删除该证书的全部科目。是否确认删除该报考信息？',
  )
  expect(deleteQuestion([{ ...row, isRegisterOver: true }])).toBe(
    '报考时间已结束，删除后不能再次导入。是否确认删除该报考信息？',
  )
  expect(deleteQuestion(null, 3)).toContain('是否确认删除所选的 3 条报考信息？')
})
