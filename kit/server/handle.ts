import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { AnswerOf, CodeOf, InputOf, Operation } from '../pure/operation.ts'
import { commonRefusals, Refusal, refusalOf, type CommonCode, type FieldProblem } from '../pure/refusal.ts'
import { grantFor, type Grant, type Principal } from '../pure/who.ts'
import type { Ctx, House } from './context.ts'
import { transaction, type Tx } from './db.ts'
import { insideOf } from './inside.ts'
import { makeScope, type Scope } from './scope.ts'
import { maybe, run, sql } from './sql.ts'

export interface Handler<O extends Operation = Operation> {
  readonly operation: O
  /** Refusal code per constraint of the database: the database states the invariant, the words stand with the operation. */
  readonly constraints: Readonly<Record<string, string>>
  /** Sees every row: sign-in and public answers, whose own rules decide what is shown. */
  readonly unscoped: boolean
  run(ctx: Ctx<InputOf<O>, CodeOf<O>>): Promise<AnswerOf<O>>
}

/** One handler per operation; the file is named like the button. */
export const handle = <O extends Operation>(
  operation: O,
  run: (ctx: Ctx<InputOf<O>, CodeOf<O>>) => Promise<AnswerOf<O>>,
  more: { constraints?: Record<string, CodeOf<O>>; unscoped?: boolean } = {},
): Handler => ({ operation, constraints: more.constraints ?? {}, unscoped: more.unscoped ?? false, run }) as unknown as Handler

export interface Call {
  readonly principal: Principal
  readonly input: unknown
  readonly key?: string | null
  readonly ip?: string | null
}

const common = (code: CommonCode, data?: Record<string, unknown>, fields?: readonly FieldProblem[]): Refusal =>
  refusalOf(code, commonRefusals[code], data, fields)

/** May this principal press it? The same answer for every caller: HTTP, import rows, tests. */
export function guard(principal: Principal, operation: Pick<Operation, 'who'>): Grant {
  const grant = grantFor(principal, operation.who)
  if (grant?.actor === 'public') return grant
  if (principal.actor === 'public') throw common('not-signed-in')
  if (!grant) {
    const asPilot = principal.actor === 'school' && !principal.isPilot && grantFor({ ...principal, isPilot: true }, operation.who)
    throw common(asPilot ? 'not-pilot-yet' : 'forbidden')
  }
  return grant
}

/** The guard's answer as a scope, for an act that stands behind another: an import's rows, an export, a print, a stored file. */
export function scopeFor(principal: Principal, operation: Pick<Operation, 'who'>): Scope {
  const grant = guard(principal, operation)
  if (principal.mustChangePassword) throw common('must-change-password')
  return makeScope(principal, grant)
}

/** zod's findings as messages under the fields. */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.map((i) => ({
    path: i.path.join('.'),
    message: i.code === 'unrecognized_keys' ? `不认识的内容：${(i as { keys: string[] }).keys.join('、')}` : i.message,
  }))
}

/**
 * Runs one operation: guard, input, one transaction with the change, its audit row, events, jobs and kept answer.
 * @throws Refusal for every expected no; anything else is a defect.
 */
export async function perform(house: House, handler: Handler, call: Call): Promise<unknown> {
  const { operation } = handler
  const { principal } = call
  const grant = guard(principal, operation)
  if (principal.mustChangePassword && !operation.who.some((g) => g.right === '*')) throw common('must-change-password')
  const parsed = operation.input.safeParse(call.input ?? {})
  if (!parsed.success) {
    const fields = problemsOf(parsed.error)
    throw common('invalid', {}, fields)
  }
  const acting = handler.unscoped ? { actor: 'system' as const, organisationId: null, region: null } : principal
  const code = `${operation.module}.${operation.name}`
  try {
    return await transaction(
      house.database,
      acting,
      async (tx) => {
        const remembered = operation.kind === 'write' && call.key ? await recall(house, tx, principal, call.key, code, parsed.data) : null
        if (remembered) return remembered.answer
        const inside = insideOf(house, tx, principal, { operation: code, label: operation.label }, call.ip ?? null)
        const answer = await handler.run({
          ...inside,
          input: parsed.data,
          scope: makeScope(principal, grant),
          refuse: (c, data) => {
            throw refuseWith(operation, c, data)
          },
          refuseKeeping: (c, data) => {
            const refusal = refuseWith(operation, c, data)
            refusal.keeps = true
            throw refusal
          },
          invalid: (fields) => {
            throw common('invalid', {}, fields)
          },
        })
        if (operation.kind === 'write') {
          // What the public asks for (a picture code) leaves only the rows its handler writes.
          if (!inside.trailed() && principal.actor !== 'public') await inside.trail({ entity: operation.module })
          if (call.key) await keep(house, tx, principal, call.key, answer)
        }
        return answer
      },
      { readOnly: operation.kind === 'read' },
    )
  } catch (e) {
    throw inWords(operation, handler.constraints, e)
  }
}

export function refuseWith(operation: Operation, code: string, data: Record<string, unknown> = {}): Refusal {
  const words = operation.words[code] ?? commonRefusals[code as CommonCode]
  if (!words) throw new Error(`${operation.module}.${operation.name} refuses with undeclared code ${code}`)
  return refusalOf(code, words, data)
}

/** A violated constraint that has words is a refusal; without words it stays a defect. */
function inWords(operation: Operation, constraints: Readonly<Record<string, string>>, e: unknown): unknown {
  const constraint = (e as { constraint?: string }).constraint
  const code = constraint ? constraints[constraint] : undefined
  return code ? refuseWith(operation, code) : e
}

const who = (p: Principal): string => p.accountId ?? 'public'
const inputHash = (code: string, input: unknown): Buffer => createHash('sha256').update(code).update(JSON.stringify(input)).digest()

/** Claims the key; a second press waits for the first to commit and then gets its answer. */
async function recall(house: House, tx: Tx, p: Principal, key: string, code: string, input: unknown): Promise<{ answer: unknown } | null> {
  const hash = inputHash(code, input)
  const claimed = await run(
    tx,
    sql`insert into kit.answers (account, key, operation, input_hash) values (${who(p)}, ${key}, ${code}, ${hash}) on conflict do nothing`,
  )
  if (claimed) return null
  const before = await maybe<{ input_hash: Buffer; answer: Buffer | null }>(
    tx,
    sql`select input_hash, answer from kit.answers where account = ${who(p)} and key = ${key}`,
  )
  if (!before || !before.input_hash.equals(hash)) throw common('same-key-other-input')
  return { answer: before.answer ? JSON.parse(house.secrets.openText(before.answer)) : null }
}
const keep = (house: House, tx: Tx, p: Principal, key: string, answer: unknown): Promise<number> =>
  run(
    tx,
    sql`update kit.answers set answer = ${house.secrets.seal(JSON.stringify(answer ?? null))} where account = ${who(p)} and key = ${key}`,
  )
