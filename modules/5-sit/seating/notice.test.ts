import { expect, test } from 'vitest'
import { noticeBlocks } from './notice.ts'

const plain = (html: string): string[] => noticeBlocks(html).map((b) => `${b.kind} ${b.mark}${b.runs.map((r) => (r.bold ? `*${r.text}*` : r.text)).join('')}`)

test('D4 考试须知: paragraphs, bold words and line breaks', () => {
  expect(plain('<p>请携带<strong>身份证</strong>和准考证。</p><p>第一行<br>第二行</p>')).toEqual([
    'paragraph 请携带*身份证*和准考证。',
    'paragraph 第一行',
    'paragraph 第二行',
  ])
})
test('D4 考试须知: numbered and plain lists, also one inside another', () => {
  expect(plain('<ol><li>入场</li><li><p>考试</p><ul><li>安静</li></ul></li><li>离场</li></ol><p>完</p>')).toEqual([
    'item 1.入场',
    'item 2.考试',
    'item •安静',
    'item 3.离场',
    'paragraph 完',
  ])
  expect(noticeBlocks('<ol><li>a<ul><li>b</li></ul></li></ol>').map((b) => b.depth)).toEqual([1, 2])
})
test('D4 考试须知: headings, entities, unknown tags, text without tags, nothing', () => {
  expect(plain('<h3>要求</h3>A &lt; B &amp; C&nbsp;&#20013;<x>文</x>')).toEqual(['heading 要求', 'paragraph A < B & C\u00a0中文'])
  expect(plain('请携带身份证和准考证')).toEqual(['paragraph 请携带身份证和准考证'])
  expect(noticeBlocks('')).toEqual([])
  expect(noticeBlocks('<p> </p><ul></ul>')).toEqual([])
})
