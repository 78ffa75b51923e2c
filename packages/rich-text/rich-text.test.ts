import { expect, test } from 'vitest'
import { plainLength, plainText, sanitised } from './index.ts'

test('P-0-10: scripts, styles, handlers, links and images do not pass; plain writing does', () => {
  expect(sanitised('<p onclick="x()">师资<b>雄厚</b></p><script>alert(1)</script><style>p{}</style>')).toBe(
    '<p>师资<b>雄厚</b></p>',
  )
  expect(sanitised('<a href="javascript:alert(1)">链接</a><img src=x onerror=alert(1)>')).toBe('链接')
  expect(sanitised('<svg><script>alert(1)</script></svg><iframe src="//x"></iframe>正文')).toBe('正文')
  expect(sanitised('<p style="position:fixed">a</p><math><mi xlink:href="x">b</mi></math>')).toBe('<p>a</p>b')
  expect(sanitised('<ul><li>一</li><li>二</li></ul>')).toBe('<ul><li>一</li><li>二</li></ul>')
})

test('an editor that holds only empty paragraphs holds nothing', () => {
  for (const empty of ['', '<p><br /></p>', '<p>&nbsp;</p>', '<p>　</p>\n<p> </p>', '<script>x</script>'])
    expect(sanitised(empty)).toBe('')
})

test('characters are counted as people count them: no tags, entities once, rare characters once', () => {
  expect(plainLength('<p>师资</p><p>情况</p>')).toBe(4)
  expect(plainLength('a &lt; b &amp; c')).toBe(9)
  expect(plainLength('<b>𠮷</b>&#x20BB7;&#134071;')).toBe(3)
  expect(plainText('<p>第一行\n</p>\r\n<p>第二行</p>')).toBe('第一行第二行')
  expect(plainText('1 &lt;script&gt; &unknown; &#99999999;')).toBe('1 <script> &unknown; &#99999999;')
})
