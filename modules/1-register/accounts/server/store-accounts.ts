import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { maybe, one, run, sql } from '#kit/server/sql.ts'
import type { AccountRow } from '../model.ts'

export const accountColumns = sql`a.id, a.login_name as "loginName", a.name, a.mobile_masked as mobile, a.role_id as "roleId", r.name as "roleName", a.is_admin as "isAdmin",
  a.is_cert_manager as "isCertManager", a.charge, a.status, a.version, a.created_at as "createdAt"`
export const accountFrom = sql`accounts.accounts a join accounts.roles r on r.id = a.role_id`
/** 二级账户 are the own organisation's only, whatever the actor kind. */
export const ownAccounts = (scope: Scope) => sql`a.organisation_id = ${scope.principal.organisationId}::uuid and a.status <> 'deleted'`
export const seenAccount = (tx: Tx, scope: Scope, id: string): Promise<AccountRow | null> =>
  maybe<AccountRow>(tx, sql`select ${accountColumns} from ${accountFrom} where a.id = ${id} and ${ownAccounts(scope)}`)

export interface NewAccount {
  loginName: string
  name: string
  mobileSealed: Buffer | null
  mobileMasked: string | null
  roleId: string
  organisationId: string
  isAdmin: boolean
  isCertManager: boolean
  charge: readonly string[] | null
  passwordHash: string
  createdBy: string
}
export const insertAccount = (tx: Tx, a: NewAccount): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into accounts.accounts (login_name, name, mobile_sealed, mobile_masked, role_id, organisation_id, is_admin, is_cert_manager, charge, password_hash, must_change_password, created_by)
        values (${a.loginName}, ${a.name}, ${a.mobileSealed}, ${a.mobileMasked}, ${a.roleId}, ${a.organisationId}, ${a.isAdmin}, ${a.isCertManager}, ${a.charge}::uuid[], ${a.passwordHash}, true, ${a.createdBy}) returning id`,
  )
export const saveAccount = (
  tx: Tx,
  id: string,
  version: number,
  e: { name: string; roleId: string; isCertManager: boolean; charge: readonly string[] | null; mobileSealed: Buffer | null; mobileMasked: string | null },
): Promise<{ version: number } | null> =>
  maybe<{ version: number }>(
    tx,
    sql`update accounts.accounts set name = ${e.name}, role_id = ${e.roleId}, is_cert_manager = ${e.isCertManager}, charge = ${e.charge}::uuid[],
          mobile_sealed = coalesce(${e.mobileSealed}::bytea, mobile_sealed), mobile_masked = coalesce(${e.mobileMasked}, mobile_masked), version = version + 1
        where id = ${id} and version = ${version} and status = 'suspended' returning version`,
  )
export const moveAccount = (tx: Tx, id: string, version: number, from: string, to: string): Promise<number> =>
  run(tx, sql`update accounts.accounts set status = ${to}, version = version + 1 where id = ${id} and version = ${version} and status = ${from}`)
export const adminOf = (tx: Tx, organisationId: string): Promise<{ id: string; loginName: string; mobileSealed: Buffer | null } | null> =>
  maybe<{ id: string; loginName: string; mobileSealed: Buffer | null }>(
    tx,
    sql`select id, login_name as "loginName", mobile_sealed as "mobileSealed" from accounts.accounts where organisation_id = ${organisationId} and is_admin and status <> 'deleted'`,
  )
export const setMobile = (tx: Tx, id: string, sealed: Buffer, masked: string): Promise<number> =>
  run(tx, sql`update accounts.accounts set mobile_sealed = ${sealed}, mobile_masked = ${masked}, version = version + 1 where id = ${id}`)
export const roleOf = (tx: Tx, actor: string, id: string): Promise<{ id: string; isAdmin: boolean } | null> =>
  maybe<{ id: string; isAdmin: boolean }>(tx, sql`select id, is_admin as "isAdmin" from accounts.roles where id = ${id} and actor = ${actor} and status = 'active'`)
export const adminRole = (tx: Tx, actor: string): Promise<{ id: string }> =>
  one<{ id: string }>(tx, sql`select id from accounts.roles where actor = ${actor} and is_admin`)
export const seenSchoolId = (tx: Tx, scope: Scope, id: string): Promise<{ id: string; name: string } | null> =>
  maybe<{ id: string; name: string }>(
    tx,
    sql`select o.id, o.name from organisations.organisations o join organisations.schools s on s.id = o.id where o.id = ${id} and ${belongsTo(scope, { region: sql`s.city_code` })}`,
  )
export const eraseAccountsOf = (tx: Tx, organisationId: string): Promise<number> =>
  run(
    tx,
    sql`with s as (delete from accounts.sessions where account_id in (select id from accounts.accounts where organisation_id = ${organisationId})),
          l as (update accounts.logins set account_id = null where account_id in (select id from accounts.accounts where organisation_id = ${organisationId}))
        delete from accounts.accounts where organisation_id = ${organisationId}`,
  )

// --- roles
export const insertRole = (tx: Tx, r: { actor: string; name: string; rights: readonly string[] }): Promise<{ id: string }> =>
  one<{ id: string }>(tx, sql`insert into accounts.roles (actor, name, rights) values (${r.actor}, ${r.name}, ${r.rights}::text[]) returning id`)
export const saveRole = (tx: Tx, id: string, version: number, name: string, rights: readonly string[]): Promise<{ version: number } | null> =>
  maybe<{ version: number }>(tx, sql`update accounts.roles set name = ${name}, rights = ${rights}::text[], version = version + 1 where id = ${id} and version = ${version} returning version`)
export const deleteRoleRow = (tx: Tx, id: string, version: number): Promise<number> =>
  run(tx, sql`delete from accounts.roles where id = ${id} and version = ${version} and not is_admin`)
export const shiftWorldClock = (tx: Tx, minutes: number): Promise<{ now: string }> =>
  one<{ now: string }>(
    tx,
    sql`with w as (select kit.shift_clock(${`${minutes} minutes`}::interval) as now) select now from w`,
  )
