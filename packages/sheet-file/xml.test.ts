import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attribute, resolveEntities, scanXml, XmlScanner } from './xml.ts'
import type { XmlListener } from './xml.ts'

function recorder() {
  const events: string[] = []
  const add = (event: string) => {
    const last = events.at(-1)
    // Texts may come in pieces: join them before comparing.
    if (event.startsWith('t:') && last?.startsWith('t:')) events[events.length - 1] = last + event.slice(2)
    else events.push(event)
  }
  const listener: XmlListener = {
    open: (name, attributes) => add(`o:${name}${attributes}`),
    close: (name) => add(`c:${name}`),
    text: (raw) => add(`t:${raw}`),
  }
  return { events, listener }
}

const sample =
  '<?xml version="1.0"?><!-- < > --><x:row r="1" ht=\'2\' note="a>b"><c r="A1"/><v>一&amp;二</v>\n<t><![CDATA[<&>]]></t></x:row>'

test('tags, texts, comments and CDATA are told', () => {
  const { events, listener } = recorder()
  scanXml(sample, listener)
  expect(events).toEqual([
    'o:row r="1" ht=\'2\' note="a>b"',
    'o:c r="A1"',
    'c:c',
    'o:v',
    't:一&amp;二',
    'c:v',
    't:\n',
    'o:t',
    't:<&amp;>',
    'c:t',
    'c:row',
  ])
})

test('where the pieces are cut makes no difference', () => {
  const whole = recorder()
  scanXml(sample, whole.listener)
  fc.assert(
    fc.property(fc.array(fc.nat(sample.length), { maxLength: 12 }), (cuts) => {
      const { events, listener } = recorder()
      const scanner = new XmlScanner(listener)
      const places = [0, ...cuts.toSorted((a, b) => a - b), sample.length]
      for (const [at, from] of places.entries()) scanner.write(sample.slice(from, places[at + 1] ?? from))
      scanner.end()
      expect(events).toEqual(whole.events)
    }),
  )
})

test('document types and entities are refused, in one piece and cut', () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
  const { listener } = recorder()
  expect(() => scanXml(bomb, listener)).toThrow(expect.objectContaining({ code: 'unsafe' }))
  const scanner = new XmlScanner(listener)
  expect(() => {
    for (const character of bomb) scanner.write(character)
  }).toThrow(expect.objectContaining({ code: 'unsafe' }))
})

test('what never ends is refused', () => {
  const { listener } = recorder()
  expect(() => scanXml('<row r="1"', listener)).toThrow(expect.objectContaining({ code: 'damaged' }))
  const scanner = new XmlScanner(listener)
  expect(() => {
    for (let piece = 0; piece < 30; piece++) scanner.write(piece === 0 ? '<c r="' : 'A'.repeat(65_536))
  }).toThrow(expect.objectContaining({ code: 'damaged' }))
})

test('attributes are read however they are written', () => {
  expect(attribute(' r="A1" s="3"', 's')).toBe('3')
  expect(attribute(" r='A1' s='a\"b'", 's')).toBe('a"b')
  expect(attribute('\n\tr = "A1"', 'r')).toBe('A1')
  expect(attribute(' ref="A1"', 'r')).toBeUndefined()
  expect(attribute(' name="&lt;一&#x4e8c;&#19977;&gt;"', 'name')).toBe('<一二三>')
})

test('entities that no declaration could have made stay as they are', () => {
  expect(resolveEntities('&amp;lt; &quot;&apos; &#x20BB7; &foo; & &#x110000;')).toBe('&lt; "\' 𠮷 &foo; & &#x110000;')
})
