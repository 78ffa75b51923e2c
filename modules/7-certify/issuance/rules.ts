import type { Stroke } from './model.ts'

/** The rows as they were shown, one line each; whoever signs, signs exactly these. Order is by id. */
export const signedText = (side: string, rows: readonly { id: string; version: number; name: string; idMasked: string; certName: string; certLevel: string }[]): string =>
  [side, ...rows.map((r) => [r.id, r.version, r.name, r.idMasked, r.certName, r.certLevel].join('\t'))].join('\n')

/** A signature is more than a dot: at least 20 points over at least 40 units of width or height. */
export function isDrawn(strokes: readonly Stroke[]): boolean {
  const xs = strokes.flatMap((s) => s.filter((_, i) => i % 2 === 0))
  const ys = strokes.flatMap((s) => s.filter((_, i) => i % 2 === 1))
  const span = (v: number[]): number => (v.length ? Math.max(...v) - Math.min(...v) : 0)
  return xs.length >= 20 && Math.max(span(xs), span(ys)) >= 40
}
/** The strokes as a drawing; only numbers of ours get into it. */
export function drawingOf(strokes: readonly Stroke[]): string {
  const paths = strokes
    .filter((s) => s.length >= 4)
    .map((s) => `<path d="M${s.reduce((d, v, i) => d + (i === 0 ? '' : i % 2 === 0 ? ' L' : ' ') + v.toFixed(1), '')}"/>`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="240" viewBox="0 0 600 240"><rect width="600" height="240" fill="#fff"/><g fill="none" stroke="#111" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g></svg>`
}
