import type { Entrance } from '../model.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { thePublic } from '#kit/server/context.ts'
import { principalOf } from '../server/store.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'
import { pictureCode, signIn } from '../operations.ts'

/** A picture code answered as a person would by its question in words. */
export async function answeredCode(t: TestHouse): Promise<{ codeId: string; code: string }> {
  const asked = await t.as(thePublic, pictureCode, {})
  const [a, b] = [...asked.question].filter((c) => '零一二三四五六七八九'.includes(c)).map((c) => '零一二三四五六七八九'.indexOf(c))
  return { codeId: asked.id, code: String((a ?? 0) + (b ?? 0)) }
}
export const signInAs = async (t: TestHouse, entrance: Entrance, account: string, password: string) =>
  t.as(thePublic, signIn, { entrance, account, password, ...(await answeredCode(t)) })
export const refusedSignIn = async (t: TestHouse, entrance: string, account: string, password: string) =>
  t.refused(thePublic, signIn, { entrance, account, password, ...(await answeredCode(t)) })
export const who = (t: TestHouse, token: string) => asTheSystem(t.house.database, 'test', (tx) => principalOf(tx, token))
/** Texts of the outbox to this mobile, newest first: what the demo inbox shows. */
export async function shortMessages(t: TestHouse): Promise<string[]> {
  const found = await t.db((tx) => rows<{ text: Buffer }>(tx, sql`select text_sealed as text from kit.outbox order by ctid desc`))
  return found.map((f) => t.house.secrets.openText(f.text))
}
