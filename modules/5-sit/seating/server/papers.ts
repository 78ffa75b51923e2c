import { buffer } from 'node:stream/consumers'
import { writeArchive } from '#packages/archive/index.ts'
import { missingGlyphs } from '#packages/typst/index.ts'
import { stampOf } from '../times.ts'

export interface Made {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
  readonly warning?: string
}
/** One PDF, or when there are several parts a zip of them. */
export async function bound(title: string, now: string, parts: readonly Buffer[], warnings: readonly string[]): Promise<Made> {
  const name = `${title}_${stampOf(now)}`
  const warning = warnings.length ? { warning: warnings.join('；') } : {}
  const [only, ...more] = parts
  if (only && !more.length) return { name: `${name}.pdf`, type: 'application/pdf', bytes: only, ...warning }
  const files = parts.map((content, i) => ({ path: `${title}_${String(i + 1).padStart(2, '0')}.pdf`, content }))
  return { name: `${name}.zip`, type: 'application/zip', bytes: await buffer(writeArchive(files)), ...warning }
}

/** Things in groups that hold at most so much together, in order; one that is larger stands alone. */
export function inParts<T>(list: readonly T[], most: number, sizeOf: (t: T) => number = () => 1): T[][] {
  const parts: T[][] = []
  let size = 0
  for (const t of list) {
    const part = parts.at(-1)
    const add = sizeOf(t)
    if (part && size + add <= most) {
      part.push(t)
      size += add
    } else {
      parts.push([t])
      size = add
    }
  }
  return parts
}

const mostNamed = 10
const named = (names: readonly string[]): string => `${names.slice(0, mostNamed).join('、')}${names.length > mostNamed ? '等' : ''}`
/** P-5.2.8.2-08: N名考生无照片, with their names. */
export const withoutPhoto = (names: readonly string[]): string[] => (names.length ? [`${names.length}名考生无照片：${named(names)}`] : [])
export const withoutSeat = (names: readonly string[]): string[] => (names.length ? [`${names.length}名考生尚有科目未排考：${named(names)}`] : [])
/** Names with characters that no font of the papers has would print as empty boxes. */
export function unprintable(names: readonly string[]): string[] {
  const odd = [...new Set(names)].filter((n) => missingGlyphs(n).length > 0)
  return odd.length ? [`${odd.length}名考生的姓名含无法打印的字，请手写补上：${named(odd)}`] : []
}
