import type { CommonCode } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Scope } from '#kit/server/scope.ts'
import { candidateWords, type AllCandidates } from '../index.ts'
import { heldByQuestion } from './read-candidates.ts'
import { heldByIds, type Standing } from './store.ts'

type Code = keyof typeof candidateWords
/** What these acts need of a handler's context, whichever of the two buttons was pressed. */
export interface Pressed<C extends Code> extends Inside {
  readonly scope: Scope
  refuse(code: C | CommonCode, data?: Record<string, unknown>): never
}
export interface ChosenRows {
  readonly ids?: string[] | undefined
  readonly all?: AllCandidates | undefined
}

/** The chosen candidates in the order in which they were ticked, or in that of the list; held until the end. */
export async function chosenCandidates<C extends Code>(ctx: Pressed<C>, chosen: ChosenRows): Promise<Standing[]> {
  const { tx, scope } = ctx
  if (chosen.all) {
    const { expected } = chosen.all
    const found = await heldByQuestion(ctx, scope, chosen.all)
    // The count the person saw is what was agreed to (P-0-08).
    if (found.length !== expected) ctx.refuse('count-changed', { expected, actual: found.length })
    return found
  }
  const ids = [...new Set(chosen.ids ?? [])]
  const byId = new Map((await heldByIds(tx, scope, ids)).map((c) => [c.id, c]))
  return ids.map((id) => byId.get(id) ?? ctx.refuse('not-found'))
}

const most = 20
const places = (numbers: readonly number[]): string =>
  numbers.length > most ? `${numbers.slice(0, most).join('、')}…等${numbers.length}` : numbers.join('、')

/** P-0-08: every row is checked first; one that does not fit refuses the whole and names the rows. One candidate alone gets the bare sentence. */
export function mustFit<C extends Code>(
  ctx: Pressed<C>,
  chosen: readonly Standing[],
  isBatch: boolean,
  rule: (c: Standing) => C | null,
): void {
  const unfit = new Map<C, number[]>()
  const ids: string[] = []
  chosen.forEach((c, at) => {
    const code = rule(c)
    if (!code) return
    unfit.set(code, [...(unfit.get(code) ?? []), at + 1])
    ids.push(c.id)
  })
  const [first, ...more] = unfit
  if (!first) return
  if (!isBatch) ctx.refuse(first[0])
  const all = [...unfit.values()].flat().toSorted((a, b) => a - b)
  const reason = more.length
    ? [...unfit].map(([code, numbers]) => `${candidateWords[code].says}（第${places(numbers)}条）`).join('；')
    : candidateWords[first[0]].says
  ctx.refuse('rows-unfit', { rows: places(all), reason, unfit: ids })
}
