import { expect, test } from 'vitest'
import { PdfUnreadable, readObject, type PdfObject } from './syntax.ts'
import { dateOf, dateString, textOf, textString } from './text.ts'

const read = (text: string) => readObject(Buffer.from(text, 'latin1'), 0)

/** The plain value of an object. */
function plain(object: PdfObject): unknown {
  if (object.kind === 'array') return object.items.map(plain)
  if (object.kind === 'dictionary') return Object.fromEntries([...object.entries].map(([k, v]) => [k, plain(v.value)]))
  if (object.kind === 'reference') return { ref: object.object }
  return object.kind === 'string' ? object.value.toString('latin1') : object.value
}

test.each([
  ['12 ', 12],
  ['-.5]', -0.5],
  ['+4.', 4],
  ['true>', 'true'],
  ['/A#20B#2f(', 'A B/'],
  ['/ ', ''],
  ['(a(b(c)d)e)', 'a(b(c)d)e'],
  ['(\\)\\(\\\\\\n\\101\\0412\\x)', ')(\\\nA!2x'],
  ['(a\\\r\nb\\\nc)', 'abc'],
  ['(\\53\\0)', '+\0'],
  ['<48 65\n6C6c 6F7>', 'Hellop'],
  ['<>', ''],
  ['[1 2 3 0 R/x]', [1, 2, { ref: 3 }, 'x']],
])('%j is read as the standard says', (text, expected) => {
  expect(plain(read(text))).toEqual(expected)
})

test('dictionaries, arrays, references and comments nest', () => {
  const text = '<< /A [1 0 R 2 3 0 R] % >> not the end\n /B<</C(>>)/D<3e3e>>>/E null>>rest'
  const object = read(text)
  expect(plain(object)).toEqual({ A: [{ ref: 1 }, 2, { ref: 3 }], B: { C: '>>', D: '>>' }, E: 'null' })
  expect(text.slice(object.end)).toBe('rest')
})

test('places point at the very bytes', () => {
  const text = '<</Kind/Sig /Contents <00ff> >>'
  const object = read(text)
  const entry = object.kind === 'dictionary' ? object.entries.get('Contents') : undefined
  expect(text.slice(entry?.start, entry?.value.end)).toBe('/Contents <00ff>')
  expect(text.slice(entry?.value.start, entry?.value.end)).toBe('<00ff>')
})

test.each([
  ['the same key twice', '<</A 1/A 2>>'],
  ['the same key written in two ways', '<</A 1/#41 2>>'],
  ['a dictionary without an end', '<</A 1'],
  ['a dictionary with one closing bracket', '<</A 1> '],
  ['a value without a key', '<<1>>'],
  ['a string without an end', '(abc'],
  ['a hexadecimal string without an end', '<00'],
  ['a foreign digit', '<0g>'],
  ['an array without an end', '[1 2'],
  ['an unknown word', 'foo'],
  ['nothing', ''],
  ['a reference to a later generation', '5 1 R'],
  ['nesting without end', '['.repeat(5000)],
])('%s is refused', (_, text) => {
  expect(() => read(text)).toThrow(PdfUnreadable)
})

test('texts and times are written and read back', () => {
  for (const text of ['', 'abc', '张三 (一)\\', '𠮷>']) expect(textOf(read(textString(text)))).toBe(text)
  expect(textOf(read('(plain)'))).toBe('plain')
  expect(() => textOf(read('(\xe9)'))).toThrow('another encoding')
  expect(() => textOf(read('12'))).toThrow('no text string')
  expect(() => textOf(undefined)).toThrow('no text string')
  const time = new Date('2026-11-26T08:00:05.700Z')
  expect(dateString(time)).toBe('(D:20261126080005Z)')
  expect(dateOf(read(dateString(time)))).toEqual(new Date('2026-11-26T08:00:05Z'))
  for (const date of ['(D:20261126080005+08)', '(20261126)', '(D:20261399080005Z)']) {
    expect(() => dateOf(read(date))).toThrow('no date')
  }
})
