import { expect, test } from 'vitest'
import { drawingOf, isDrawn, signedText } from './rules.ts'

const row = { id: 'a', version: 1, name: '王', idMasked: '370*****6532', certName: '证书', certLevel: '初级' }
test('the signed text changes with every fact and with the side', () => {
  const base = signedText('site', [row])
  for (const change of [{ version: 2 }, { name: '李' }, { idMasked: '1' }, { certLevel: '中级' }, { id: 'b' }]) expect(signedText('site', [{ ...row, ...change }])).not.toBe(base)
  expect(signedText('awarding-body', [row])).not.toBe(base)
  expect(signedText('site', [row, { ...row, id: 'b' }])).not.toBe(base)
})
test('P-4.2.1-09 a dot or nothing is no signature', () => {
  expect(isDrawn([])).toBe(false)
  expect(isDrawn([[10, 10]])).toBe(false)
  expect(isDrawn([Array.from({ length: 60 }, () => 10)])).toBe(false)
  expect(isDrawn([Array.from({ length: 60 }, (_, i) => i * 3)])).toBe(true)
})
test('the drawing holds numbers only', () => {
  expect(drawingOf([[1, 2, 3, 4]])).toContain('<path d="M1.0 2.0 L3.0 4.0"/>')
})
