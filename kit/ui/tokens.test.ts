import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const tokens = (selector: string): Record<string, string> => {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{3,6});/g)].map((m) => [m[1], m[2]]))
}
const light = tokens(':root')
const dark = { ...light, ...tokens(":root[data-theme='dark']") }

const channel = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const luminance = (hex: string): number => {
  const full = hex.length === 4 ? hex.slice(1).replace(/./g, '$&$&') : hex.slice(1)
  const [r, g, b] = [0, 2, 4].map((i) => channel(Number.parseInt(full.slice(i, i + 2), 16) / 255)) as [
    number,
    number,
    number,
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string): number => {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}
const pairs = [
  ...['neutral', 'waiting', 'info', 'planned', 'good', 'bad', 'brand', 'danger'].map((t) => [t, `${t}-soft`] as const),
  ...['ink', 'second', 'hint', 'brand', 'danger'].flatMap(
    (t) =>
      [
        [t, 'panel'],
        [t, 'hover'],
        [t, 'here'],
      ] as const,
  ),
  ['hint', 'ground'],
  ['second', 'head'],
  ['hint', 'head'],
] as const

test.each([
  ['light', light],
  ['dark', dark],
] as const)('every text of the %s theme reads at 4.5 : 1 on every ground it stands on', (_, theme) => {
  for (const [text, ground] of pairs) {
    const [a, b] = [theme[text], theme[ground]]
    expect(a && b, `${text} on ${ground} is declared`).toBeTruthy()
    expect(contrast(a as string, b as string), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
  }
})

test('the measure itself: black on white is 21, a stock gold tag fails', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21)
  expect(contrast('#faad14', '#fffbe6')).toBeLessThan(2)
})
