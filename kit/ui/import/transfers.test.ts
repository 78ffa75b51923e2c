import { expect, test } from 'vitest'
import { applyText, failuresUrl, suggestionsOf, templateUrl } from './transfers.ts'

test('P-0-06 the button says what will happen, with both numbers', () => {
  expect(applyText(307, 5)).toBe('导入 307 行，跳过 5 行')
  expect(applyText(312, 0)).toBe('导入 312 行')
})

test('only cells with a suggestion can be adopted, never whole rows', () => {
  const rows = [
    { row: 7, cells: {}, faults: [{ field: 'idNumber', title: '证件号', why: '不存在', value: '3' }] },
    {
      row: 23,
      cells: {},
      faults: [
        { field: 'name', title: '姓名', why: '含空格', value: '李 瑶', suggestion: '李瑶' },
        { field: null, title: '', why: '重复', value: '', suggestion: 'x' },
        { field: 'note', title: '备注', why: '多余', value: 'x', suggestion: '' },
      ],
    },
  ]
  expect(suggestionsOf(rows)).toEqual([
    { row: 23, field: 'name', value: '李瑶' },
    { row: 23, field: 'note', value: '' },
  ])
})

test('addresses survive names with signs of their own', () => {
  const url = new URL(templateUrl('rooms.rooms', { planId: 'a&b=c' }), 'http://x')
  expect(JSON.parse(url.searchParams.get('given') ?? '')).toEqual({ planId: 'a&b=c' })
  expect(new URL(failuresUrl('i 1'), 'http://x').searchParams.get('import')).toBe('i 1')
})
