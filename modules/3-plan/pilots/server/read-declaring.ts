import { inCharge, majorsOf } from '#credentials/server'
import { handle } from '#kit/server/handle.ts'
import { all, maybe, rows, sql } from '#kit/server/sql.ts'
import type { CarriedDeclaration, DeclaredMajor, OpenCredential } from '../model.ts'
import { credentialForDeclaring, findOpenCredentials } from '../operations.ts'
import { isStopped } from '../rules.ts'
import { declaredMajors } from './read-declarations.ts'
import { credentialFrom, findCredentials, openCredentialColumns } from './read-plans.ts'
import { declarationOfYear } from './store.ts'
import { inScope, provinceOf, publishedPlan } from './store-plans.ts'

/** P-4.3-06: the search select of the form. */
export const readOpenCredentials = handle(findOpenCredentials, async ({ input, scope, tx, principal, refuse }) => {
  const plan = await publishedPlan(tx, provinceOf(principal.region ?? ''), input.planId)
  if (!plan) return refuse('not-found')
  return { credentials: await findCredentials(tx, all([inScope(plan), inCharge(scope, sql`c.id`)]), input.text) }
})

/** What the form shows once a certificate is chosen: its majors, and the record that a finished plan left behind (S2.12). */
export const readCredentialForDeclaring = handle(
  credentialForDeclaring,
  async ({ input, scope, tx, principal, now, refuse }) => {
    const plan = await publishedPlan(tx, provinceOf(principal.region ?? ''), input.planId)
    if (!plan) return refuse('not-found')
    const existing = await declarationOfYear(tx, principal.organisationId ?? '', input.credentialId, plan.year, {
      lock: false,
    })
    // Of an own record the certificate is shown even when it is no longer open.
    const found = await maybe<OpenCredential>(
      tx,
      sql`select ${openCredentialColumns} from ${credentialFrom} where c.id = ${input.credentialId} and (${inScope(plan)} or ${existing !== null}) and ${all([inCharge(scope, sql`c.id`)])}`,
    )
    if (!found) return refuse('not-found')
    const goesOn = existing !== null && existing.plan.id !== plan.id && isStopped(existing, now)
    let carried: CarriedDeclaration | null = null
    if (goesOn) {
      const texts = await maybe<{ teacherInfo: string; siteInfo: string }>(
        tx,
        sql`select teacher_info as "teacherInfo", site_info as "siteInfo" from pilots.declarations where id = ${existing.id}`,
      )
      carried = {
        id: existing.id,
        batch: existing.plan.batch,
        status: existing.status,
        applyTotal: existing.applyTotal,
        majors: await rows<DeclaredMajor>(
          tx,
          sql`${declaredMajors} where dm.declaration_id = ${existing.id} order by dm.position`,
        ),
        teacherInfo: texts?.teacherInfo ?? '',
        siteInfo: texts?.siteInfo ?? '',
      }
    }
    return { ...found, majors: await majorsOf(tx, found.id), carried, isDeclared: existing !== null && !goesOn }
  },
)
