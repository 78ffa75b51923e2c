import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, sql } from '#kit/server/sql.ts'
import type { AccountRow, AuditRow, LoginRow, RoleRow } from '../model.ts'
import { account, accounts, auditLog, myLogins, roleChoices, roles } from '../operations-users.ts'
import { accountColumns, accountFrom, ownAccounts, seenAccount } from './store-accounts.ts'
import { roleRights } from './store.ts'

export const readAccounts = handle(accounts, ({ input: q, scope, tx }) =>
  listPage<AccountRow>(tx, q, {
    columns: accountColumns,
    from: accountFrom,
    where: [
      ownAccounts(scope),
      q.filter.loginName ? contains(sql`a.login_name`, q.filter.loginName) : null,
      q.filter.name ? contains(sql`a.name`, q.filter.name) : null,
      q.filter.status ? sql`a.status = ${q.filter.status}` : null,
    ],
    id: sql`a.id`,
    sorts: { createdAt: { by: sql`a.created_at`, type: 'timestamptz' }, loginName: { by: sql`a.login_name`, type: 'text' }, name: { by: sql`a.name`, type: 'text' } },
    defaultSort: '-createdAt',
  }),
)
export const readAccount = handle(account, async ({ input, scope, tx, refuse }) => (await seenAccount(tx, scope, input.id)) ?? refuse('not-found'))
export const readRoleChoices = handle(roleChoices, async ({ tx, principal }) => (await roleRights(tx, principal.actor)).filter((r) => !r.isAdmin).map(({ id, name }) => ({ id, name })))
export const readMyLogins = handle(
  myLogins,
  ({ input, tx, principal }) =>
    listPage<LoginRow>(tx, input, {
      columns: sql`md5(l.id::text)::uuid as id, l.at, l.login_name as "loginName", l.entrance, l.is_ok as "isOk", l.why, l.ip, l.device`,
      from: sql`accounts.logins l`,
      where: [sql`l.account_id = ${principal.accountId}::uuid`],
      id: sql`md5(l.id::text)::uuid`,
      sorts: { at: { by: sql`l.at`, type: 'timestamptz' } },
      defaultSort: '-at',
    }),
  { unscoped: true },
)
export const readRoles = handle(roles, ({ input: q, tx }) =>
  listPage<RoleRow>(tx, q, {
    columns: sql`r.id, r.actor, r.name, r.rights, r.is_admin as "isAdmin", r.version, (select count(*) from accounts.accounts a where a.role_id = r.id and a.status <> 'deleted') as "inUse"`,
    from: sql`accounts.roles r`,
    where: [q.filter.name ? contains(sql`r.name`, q.filter.name) : null, q.filter.actor ? sql`r.actor = ${q.filter.actor}` : null],
    id: sql`r.id`,
    sorts: { name: { by: sql`r.name`, type: 'text' }, actor: { by: sql`r.actor`, type: 'text' } },
    defaultSort: 'actor',
  }),
)
export const readAuditLog = handle(auditLog, ({ input: q, tx }) =>
  listPage<AuditRow>(tx, q, {
    columns: sql`md5(a.id::text)::uuid as id, a.at, a.account_name as "accountName", a.role_name as "roleName", a.label, a.entity, a.from_state as "fromState", a.to_state as "toState", a.reason, a.ip`,
    from: sql`kit.audit a`,
    where: [
      q.filter.accountName ? contains(sql`a.account_name`, q.filter.accountName) : null,
      q.filter.entity ? contains(sql`a.entity`, q.filter.entity) : null,
      q.filter.label ? contains(sql`a.label`, q.filter.label) : null,
      q.filter.from ? sql`a.at >= ${q.filter.from}::timestamptz` : null,
      q.filter.to ? sql`a.at <= ${q.filter.to}::timestamptz` : null,
    ],
    id: sql`md5(a.id::text)::uuid`,
    sorts: { at: { by: sql`a.at`, type: 'timestamptz' } },
    defaultSort: '-at',
  }),
)
