import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { applyImport, importState, startImport } from '#transfers'
import { changePassword, pictureCode, shiftClock, signIn } from '#accounts'
import { principalOf } from '#accounts/server'
import type { AnswerOf, Operation, RawInputOf } from '#kit/pure/operation.ts'
import type { Sheet } from '#kit/pure/sheet.ts'
import type { Principal } from '#kit/pure/who.ts'
import { thePublic, type House } from '#kit/server/context.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { perform } from '#kit/server/handle.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { writeSheet } from '#packages/sheet-file/index.ts'
import { handlers } from '../../apps/server/assembly.ts'

const digits = '零一二三四五六七八九'
const day = 24 * 60

/** Presses the buttons of the platform as its people would: operations only, short messages read from the demo inbox. */
export interface Stage {
  readonly house: House
  as<O extends Operation>(who: Principal, operation: O, input: RawInputOf<O>): Promise<AnswerOf<O>>
  /** Signs in with the first password and changes it, as everyone must. */
  firstSignIn(entrance: 'school' | 'awarding-body' | 'province' | 'city' | 'platform', loginName: string, firstPassword: string): Promise<Principal>
  /** The session's principal anew: rights, 试点院校. */
  again(entrance: 'school' | 'awarding-body' | 'province' | 'city' | 'platform', loginName: string): Promise<Principal>
  /** Newest short message that names the account. */
  passwordFor(loginName: string): Promise<string>
  codeFor(): Promise<string>
  /** Uploads and applies a sheet; throws when a row is bad, since the world's rows are meant to be good. */
  importRows(who: Principal, sheet: Sheet, given: Record<string, string>, list: readonly Record<string, string>[]): Promise<void>
  importFile(who: Principal, sheet: Sheet, given: Record<string, string>, file: { name: string; bytes: Buffer }): Promise<void>
  answeredCode(): Promise<{ codeId: string; code: string }>
  /** Moves the demo clock by days. */
  pass(ops: Principal, days: number): Promise<void>
  now(): Promise<string>
  until(what: string, done: () => Promise<boolean>): Promise<void>
}
/** The password of every demo account (printed with the table of accounts). */
export const demoPassword = 'Jianheng2026'

export function stageOver(house: House): Stage {
  const byName = new Map(handlers.map((h) => [`${h.operation.module}.${h.operation.name}`, h]))
  const as: Stage['as'] = async (principal, operation, input) => {
    const handler = byName.get(`${operation.module}.${operation.name}`)
    if (!handler) throw new Error(`no handler for ${operation.module}.${operation.name}`)
    return (await perform(house, handler, { principal, input, key: operation.kind === 'write' ? randomUUID() : null, ip: '127.0.0.1' })) as never
  }
  const answeredCode: Stage['answeredCode'] = async () => {
    const asked = await as(thePublic, pictureCode, {})
    const numbers = [...asked.question].filter((c) => digits.includes(c)).map((c) => digits.indexOf(c))
    return { codeId: asked.id, code: String((numbers[0] ?? 0) + (numbers[1] ?? 0)) }
  }
  const session: Stage['again'] = (entrance, loginName) => signedIn(entrance, loginName, demoPassword)
  async function signedIn(entrance: Parameters<Stage['again']>[0], account: string, password: string): Promise<Principal> {
    const { token } = await as(thePublic, signIn, { entrance, account, password, ...(await answeredCode()) })
    const principal = await asTheSystem(house.database, 'demo world', (tx) => principalOf(tx, token))
    if (!principal) throw new Error(`no session for ${account}`)
    return principal
  }
  const messages = async (): Promise<string[]> =>
    (await asTheSystem(house.database, 'demo inbox', (tx) => rows<{ text: Buffer }>(tx, sql`select text_sealed as text from kit.outbox order by ctid desc limit 40`))).map((m) => house.secrets.openText(m.text))
  const until: Stage['until'] = async (what, done) => {
    for (let i = 0; i < 1200; i++) {
      if (await done()) return
      await new Promise((r) => setTimeout(r, 50))
    }
    throw new Error(`demo world: ${what} did not come`)
  }
  const importFile: Stage['importFile'] = async (who, sheet, given, file) => {
    const stored = await asTheSystem(house.database, 'demo upload', (tx) =>
      house.files.save(tx, { purpose: 'import', name: file.name, type: 'application/octet-stream', bytes: file.bytes, owner: who.organisationId, by: who.accountId }),
    )
    const { importId } = await as(who, startImport, { sheet: `${sheet.module}.${sheet.name}`, given, fileId: stored.id })
    const state = () => as(who, importState, { importId })
    await until(`check of ${file.name}`, async () => (await state()).state !== 'checking')
    const checked = await state()
    if (checked.state !== 'checked' || checked.rowsBad > 0) throw new Error(`demo world: ${file.name}: ${JSON.stringify(checked)}`)
    await as(who, applyImport, { importId })
    await until(`import of ${file.name}`, async () => (await state()).state === 'applied')
  }
  return {
    house,
    as,
    answeredCode,
    until,
    importFile,
    again: session,
    async firstSignIn(entrance, loginName, firstPassword) {
      const bound = await signedIn(entrance, loginName, firstPassword)
      await as(bound, changePassword, { oldPassword: firstPassword, newPassword: demoPassword })
      return session(entrance, loginName)
    },
    async passwordFor(loginName) {
      const text = (await messages()).find((m) => m.includes(loginName))
      const password = /密码：(\w+)/.exec(text ?? '')?.[1]
      if (!password) throw new Error(`no short message for ${loginName}`)
      return password
    },
    async codeFor() {
      const code = /验证码(\d{6})/.exec((await messages())[0] ?? '')?.[1]
      if (!code) throw new Error('no code in the inbox')
      return code
    },
    async importRows(who, sheet, given, list) {
      const bytes = await buffer(
        writeSheet({ sheets: [{ name: sheet.title.slice(0, 30), columns: sheet.columns.map((c) => ({ title: c.title, text: true })), rows: list.map((r) => sheet.columns.map((c) => r[c.field] ?? '')) }] }),
      )
      await importFile(who, sheet, given, { name: `${sheet.title}.xlsx`, bytes })
    },
    async pass(ops, days) {
      await as(ops, shiftClock, { minutes: Math.round(days * day) })
    },
    now: () => asTheSystem(house.database, 'demo clock', async (tx) => tx.now),
  }
}
