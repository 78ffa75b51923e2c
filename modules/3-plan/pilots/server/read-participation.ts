import {
  credentialDetail,
  credentialFilter,
  credentialList,
  inCharge,
  standardDetail,
  standardFilter,
  standardList,
  subjectDetail,
  subjectFilter,
  subjectList,
} from '#credentials/server'
import type { StandardRow } from '#credentials'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { all, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { OpenCredential, SchoolCredentialRow, SchoolSubjectRow } from '../model.ts'
import {
  chargeChoices,
  listSchoolCredentials,
  listSchoolStandards,
  listSchoolSubjects,
  schoolCredential,
  schoolStandard,
  schoolSubject,
} from '../operations.ts'
import { credentialFrom, openCredentialColumns } from './read-plans.ts'

/** P-2.1-01: participation = at least one 审核通过 declaration, of any year. */
const participates = (scope: Scope): Sql =>
  sql`exists (select from pilots.declarations d where d.credential_id = c.id and d.school_id = ${scope.principal.organisationId}::uuid and d.status = 'approved')`
/** P-3.1-01: 所有申请过 = ever submitted, also when it was returned and lies there as 未提交 again. */
const applied = (scope: Scope): Sql =>
  sql`exists (select from pilots.declarations d where d.credential_id = c.id and d.school_id = ${scope.principal.organisationId}::uuid and d.submitted_at is not null)`

/** P-4.1-02: 全部 = every 已发布 certificate; one that was taken out of use stays with those who take part in it. */
const seenCredential = (scope: Scope): Sql =>
  all([sql`(c.status = 'published' or ${participates(scope)})`, inCharge(scope, sql`c.id`)])
export const readSchoolCredentials = handle(listSchoolCredentials, ({ input, scope, tx }) =>
  listPage<SchoolCredentialRow>(tx, input, {
    ...credentialList,
    columns: sql`${credentialList.columns}, ${participates(scope)} as "isParticipated"`,
    where: [
      input.filter.range === 'all' ? seenCredential(scope) : all([participates(scope), inCharge(scope, sql`c.id`)]),
      ...credentialFilter(input.filter),
    ],
  }),
)
export const readSchoolCredential = handle(
  schoolCredential,
  async ({ input, scope, tx, refuse }) =>
    (await credentialDetail(tx, input.id, seenCredential(scope))) ?? refuse('not-found'),
)

/** P-5.2.1-01: 已发布 subjects of the school's pilot certificates. */
const seenSubject = (scope: Scope): Sql =>
  all([sql`s.status = 'published'`, participates(scope), inCharge(scope, sql`c.id`)])
export const readSchoolSubjects = handle(listSchoolSubjects, ({ input, scope, tx }) =>
  listPage<SchoolSubjectRow>(tx, input, {
    ...subjectList,
    where: [seenSubject(scope), ...subjectFilter(input.filter)],
  }),
)
export const readSchoolSubject = handle(
  schoolSubject,
  async ({ input, scope, tx, refuse }) =>
    (await subjectDetail(tx, input.id, seenSubject(scope))) ?? refuse('not-found'),
)

/** P-3.1-01, P-3.2-01, S18: skill standards that are 已发布; site standards 已启用 and 已停用, from their first 启用 on. */
export const seenStandard = (scope: Scope): Sql =>
  all([
    sql`case s.kind when 'skill' then s.status = 'published' else s.was_enabled end`,
    applied(scope),
    inCharge(scope, sql`c.id`),
  ])
export const readSchoolStandards = handle(listSchoolStandards, ({ input, scope, tx }) =>
  listPage<StandardRow>(tx, input, {
    ...standardList,
    where: [
      seenStandard(scope),
      ...standardFilter(input.filter),
      input.filter.status ? sql`s.status = ${input.filter.status}` : null,
    ],
  }),
)
export const readSchoolStandard = handle(
  schoolStandard,
  async ({ input, scope, tx, refuse }) =>
    (await standardDetail(tx, input.id, seenStandard(scope))) ?? refuse('not-found'),
)

export const readChargeChoices = handle(chargeChoices, async ({ scope, tx }) => ({
  credentials: await rows<OpenCredential>(
    tx,
    sql`select ${openCredentialColumns} from ${credentialFrom}
        where ${scope.principal.actor === 'school' ? participates(scope) : sql`c.awarding_body_id = ${scope.principal.organisationId}::uuid`} order by c.name, c.cert_no`,
  ),
}))
