import { createHash, randomBytes } from 'node:crypto'
import type { Principal } from '#kit/pure/who.ts'
import type { Tx } from '#kit/server/db.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'
import { limits } from '../model.ts'

export interface Credentials {
  readonly id: string
  readonly loginName: string
  readonly passwordHash: string | null
  readonly status: string
  readonly mustChangePassword: boolean
  readonly kind: string
  readonly organisationStatus: string
}
const credentialsOf = sql`a.id, a.login_name as "loginName", a.password_hash as "passwordHash", a.status, a.must_change_password as "mustChangePassword", o.kind, o.status as "organisationStatus"`
export const byLogin = (tx: Tx, loginName: string): Promise<Credentials | null> =>
  maybe<Credentials>(
    tx,
    sql`select ${credentialsOf} from accounts.accounts a join organisations.organisations o on o.id = a.organisation_id where lower(a.login_name) = ${loginName.toLowerCase()} and a.status <> 'deleted'`,
  )
export const byId = (tx: Tx, id: string): Promise<Credentials | null> =>
  maybe<Credentials>(tx, sql`select ${credentialsOf} from accounts.accounts a join organisations.organisations o on o.id = a.organisation_id where a.id = ${id} and a.status <> 'deleted'`)

/** Wrong tries of this name from this address since its last success from there, and when the last was. */
export const failures = (tx: Tx, loginName: string, ip: string | null): Promise<{ count: number; last: string | null }> =>
  one<{ count: number; last: string | null }>(
    tx,
    sql`select count(*) as count, max(l.at) as last from accounts.logins l where lower(l.login_name) = ${loginName.toLowerCase()} and l.ip is not distinct from ${ip} and l.why = 'wrong-password'
          and l.at > kit.now() - interval '1 day'
          and l.at > coalesce((select max(at) from accounts.logins k where lower(k.login_name) = ${loginName.toLowerCase()} and k.ip is not distinct from ${ip} and k.is_ok), '-infinity')`,
  )
export const recordLogin = (tx: Tx, l: { accountId: string | null; loginName: string; entrance: string; isOk: boolean; why: string | null; ip: string | null; device: string | null }): Promise<number> =>
  run(
    tx,
    sql`insert into accounts.logins (at, account_id, login_name, entrance, is_ok, why, ip, device) values (${tx.now}, ${l.accountId}, ${l.loginName.slice(0, 30)}, ${l.entrance}, ${l.isOk}, ${l.why}, ${l.ip}, ${l.device})`,
  )

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
export async function openSession(tx: Tx, accountId: string, ip: string | null, device: string | null): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await run(tx, sql`insert into accounts.sessions (token_hash, account_id, ip, device) values (${tokenHash(token)}, ${accountId}, ${ip}, ${device})`)
  return token
}
export const endSessions = (tx: Tx, accountId: string, why: string, but: Buffer | null = null): Promise<number> =>
  run(
    tx,
    sql`update accounts.sessions set ended_at = clock_timestamp(), ended_why = ${why} where account_id = ${accountId} and ended_at is null and (${but}::bytea is null or token_hash <> ${but})`,
  )
export const endSessionsOf = (tx: Tx, organisationId: string, why: string): Promise<number> =>
  run(
    tx,
    sql`update accounts.sessions s set ended_at = clock_timestamp(), ended_why = ${why} from accounts.accounts a where a.id = s.account_id and a.organisation_id = ${organisationId} and s.ended_at is null`,
  )

interface SessionRow extends Omit<Principal, 'actor' | 'rights' | 'charge'> {
  actor: Principal['actor']
  rights: string[]
  charge: string[] | null
  sessionId: string
  isStale: boolean
}
/** The principal behind a token, or null. Real time, not the demo clock: a shifted clock must not keep a session alive. */
export async function principalOf(tx: Tx, token: string): Promise<Principal | null> {
  const r = await maybe<SessionRow>(
    tx,
    sql`select s.id as "sessionId", s.seen_at < clock_timestamp() - interval '60 seconds' as "isStale", a.id as "accountId", a.name, o.kind as actor, o.id as "organisationId", o.name as "organisationName",
          coalesce(sc.city_code, o.region_code) as region, r.name as "roleName", a.is_admin as "isAdmin", r.rights, case when a.is_cert_manager then a.charge end as charge,
          coalesce(sc.is_pilot, true) as "isPilot", a.must_change_password as "mustChangePassword"
        from accounts.sessions s join accounts.accounts a on a.id = s.account_id join accounts.roles r on r.id = a.role_id
          join organisations.organisations o on o.id = a.organisation_id left join organisations.schools sc on sc.id = o.id
        where s.token_hash = ${tokenHash(token)} and s.ended_at is null and a.status = 'active' and o.status = 'active'
          and s.seen_at > clock_timestamp() - ${`${limits.idle} minutes`}::interval and s.made_at > clock_timestamp() - ${`${limits.absolute} minutes`}::interval`,
  )
  if (!r) return null
  const { sessionId, isStale, ...principal } = r
  if (isStale) await run(tx, sql`update accounts.sessions set seen_at = clock_timestamp() where id = ${sessionId}`)
  return principal
}

export const setPassword = (tx: Tx, accountId: string, passwordHash: string, mustChange: boolean): Promise<number> =>
  run(tx, sql`update accounts.accounts set password_hash = ${passwordHash}, must_change_password = ${mustChange}, version = version + 1 where id = ${accountId}`)

export const addPictureCode = (tx: Tx, answerHash: Buffer): Promise<{ id: string }> =>
  one<{ id: string }>(tx, sql`insert into accounts.picture_codes (answer_hash) values (${answerHash}) returning id`)
/** Spends the code: one try each. */
export const spendPictureCode = (tx: Tx, id: string): Promise<{ hash: Buffer } | null> =>
  maybe<{ hash: Buffer }>(
    tx,
    sql`update accounts.picture_codes set used_at = clock_timestamp() where id = ${id} and used_at is null and made_at > clock_timestamp() - ${`${limits.pictureCode} minutes`}::interval returning answer_hash as hash`,
  )

export interface MobileCode {
  id: string
  hash: Buffer
  madeAt: string
  tries: number
}
export const lastMobileCode = (tx: Tx, mobileBlind: Buffer, purpose: string): Promise<MobileCode | null> =>
  maybe<MobileCode>(
    tx,
    sql`select id, code_hash as hash, made_at as "madeAt", tries from accounts.mobile_codes where mobile_blind = ${mobileBlind} and purpose = ${purpose} and used_at is null order by made_at desc limit 1 for update`,
  )
export const countMobileCodes = (tx: Tx, mobileBlind: Buffer, purpose: string): Promise<{ minute: number; day: number }> =>
  one<{ minute: number; day: number }>(
    tx,
    sql`select count(*) filter (where made_at > kit.now() - interval '60 seconds') as minute, count(*) as day from accounts.mobile_codes where mobile_blind = ${mobileBlind} and purpose = ${purpose} and made_at > kit.now() - interval '1 day'`,
  )
export const addMobileCode = (tx: Tx, mobileBlind: Buffer, purpose: string, codeHash: Buffer): Promise<number> =>
  run(tx, sql`insert into accounts.mobile_codes (mobile_blind, purpose, code_hash, made_at) values (${mobileBlind}, ${purpose}, ${codeHash}, ${tx.now})`)
export const tryMobileCode = (tx: Tx, id: string, isRight: boolean): Promise<number> =>
  run(tx, sql`update accounts.mobile_codes set tries = tries + 1, used_at = case when ${isRight} then kit.now() end where id = ${id}`)

export const world = (tx: Tx): Promise<{ kind: 'production' | 'demo' | 'test'; now: string; isShifted: boolean }> =>
  one<{ kind: 'production' | 'demo' | 'test'; now: string; isShifted: boolean }>(tx, sql`select kind, kit.now() as now, clock_offset <> '0' or frozen_at is not null as "isShifted" from kit.world`)
export const roleRights = (tx: Tx, actor: string): Promise<{ id: string; name: string; isAdmin: boolean }[]> =>
  rows<{ id: string; name: string; isAdmin: boolean }>(tx, sql`select id, name, is_admin as "isAdmin" from accounts.roles where actor = ${actor} and status = 'active' order by is_admin desc, name`)
