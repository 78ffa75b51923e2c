import { expect, test } from 'vitest'
import { attachment, image, sizeText, unfit, workbook } from './files.ts'

test('P-0-06 an import takes Excel and CSV, nothing else', () => {
  expect(unfit({ name: '名单.XLSX', size: 10 }, workbook)).toBeNull()
  expect(unfit({ name: '名单.csv', size: 10 }, workbook)).toBeNull()
  expect(unfit({ name: '名单.pdf', size: 10 }, workbook)).toBe('请上传Excel文件')
  expect(unfit({ name: '名单', size: 10 }, workbook)).toBe('请上传Excel文件')
})

test('P-0-10 wrong kind and too large are told with the file and the limit', () => {
  expect(unfit({ name: 'a.bmp', size: 10 }, image)).toContain('文件格式不正确')
  expect(unfit({ name: 'a.png', size: 5 * 1024 * 1024 }, image)).toBeNull()
  expect(unfit({ name: 'a.png', size: 5 * 1024 * 1024 + 1 }, image)).toContain('文件大小超过限制')
  expect(unfit({ name: 'a.pdf', size: 20 * 1024 * 1024 + 1 }, attachment)).toContain('20MB')
  expect(unfit({ name: 'a.pdf', size: 0 }, attachment)).toContain('空')
})

test('sizes are never told as nothing', () => {
  expect([sizeText(1), sizeText(2048), sizeText(3 * 1024 * 1024)]).toEqual(['1KB', '2KB', '3.0MB'])
})
