import { planForEnrolment } from '#exam-plans/server'
import { quotasOf } from '#pilots/server'
import type { Inside } from '#kit/server/context.ts'
import type { Tx } from '#kit/server/db.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { PlanLine } from '#exam-plans'
import type { Quota } from '#pilots'
import { headKey, planVerdict, takenKey, type EnrolFacts, type HeadsFact, type LineFact, type Taken } from '../index.ts'

export interface OpenPlan {
  readonly id: string
  readonly year: number
  readonly lines: readonly LineFact[]
}
/**
 * The plan of 批量导入报考, held with share until the end of the transaction so that nobody cancels it meanwhile; or why it cannot
 * be chosen (P-5.2.6-04). An account bound to 负责的证书 registers for these alone.
 */
export async function openPlan(inside: Inside, planId: string): Promise<OpenPlan | 'plan-closed' | 'not-invited'> {
  const { tx, now, principal } = inside
  const plan = await planForEnrolment(tx, planId, principal.organisationId as string)
  const no = planVerdict(plan && { ...plan.session, isParticipating: plan.isParticipating }, now)
  if (no || !plan) return no ?? 'plan-closed'
  const mine = plan.lines.filter((l) => principal.charge === null || principal.charge.includes(l.credentialId))
  return { id: planId, year: plan.session.year, lines: await withTargets(tx, plan.session.organiserId, mine) }
}

async function withTargets(tx: Tx, awardingBodyId: string, lines: readonly PlanLine[]): Promise<LineFact[]> {
  const types = await rows<{ id: string; name: string; credentialId: string }>(
    tx,
    sql`select id, name, credential_id as "credentialId" from credentials.target_types
        where credential_id = any (${lines.map((l) => l.credentialId)}::uuid[]) order by name`,
  )
  return lines.map((l) => ({ ...l, awardingBodyId, targets: types.filter((t) => t.credentialId === l.credentialId) }))
}

export interface PersonOnLine {
  readonly line: LineFact
  readonly personId: string
}
/**
 * What rows are judged by, in four statements. With `lock` the declarations are held first (P-4.3-16 under races): whoever
 * registers for the same school, certificate and year waits, and then sees what was written.
 */
export async function factsFor(
  inside: Inside,
  of: { mode: EnrolFacts['mode']; schoolId: string; year: number; lines: readonly LineFact[]; lock: boolean },
  peopleOf: () => Promise<readonly PersonOnLine[]>,
): Promise<EnrolFacts> {
  const { mode, schoolId, year } = of
  const credentialIds = [...new Set(of.lines.map((l) => l.credentialId))]
  const quotas = await quotasOf(inside.tx, { schoolId, year, credentialIds }, { lock: of.lock })
  const people = await peopleOf()
  return {
    mode,
    schoolId,
    quotas,
    heads: await headsOf(inside.tx, { schoolId, year, quotas, personIds: people.map((p) => p.personId) }),
    taken: await takenBy(inside.tx, people),
  }
}

/** Registrations of these people in these lines, whichever school made them. */
export async function takenBy(tx: Tx, people: readonly PersonOnLine[]): Promise<Map<string, Taken>> {
  const found = people.length
    ? await rows<Taken & { lineId: string; personId: string }>(
        tx,
        sql`select line_id as "lineId", person_id as "personId", enrolment_id as "enrolmentId", school_id as "schoolId", mode,
              target_type_id as "targetTypeId", line_subject_ids as "lineSubjectIds"
            from enrolments.taken(${people.map((p) => p.line.id)}::uuid[], ${people.map((p) => p.personId)}::uuid[])`,
      )
    : []
  return new Map(found.map((t) => [takenKey(t.lineId, t.personId), t]))
}

/** P-4.3-16: distinct 院校考生 of the school, certificate and year, over all plans of the year. */
async function headsOf(
  tx: Tx,
  of: { schoolId: string; year: number; quotas: ReadonlyMap<string, Quota>; personIds: readonly string[] },
): Promise<Map<string, HeadsFact>> {
  const students = sql`enrolments.enrolments e join sessions.sessions s on s.id = e.session_id
    where e.school_id = ${of.schoolId} and e.kind = 'student' and s.year = ${of.year} and s.door = 'pilot' and e.credential_id = any (${[...of.quotas.keys()]}::uuid[])`
  const counts = await rows<{ credentialId: string; majorId: string | null; heads: number }>(
    tx,
    sql`select e.credential_id as "credentialId", e.major_id as "majorId", count(distinct e.person_id) as heads from ${students}
        group by grouping sets ((e.credential_id), (e.credential_id, e.major_id)) having grouping(e.major_id) = 1 or e.major_id is not null`,
  )
  const known = await rows<{ credentialId: string; personId: string; majorId: string | null }>(
    tx,
    sql`select distinct e.credential_id as "credentialId", e.person_id as "personId", e.major_id as "majorId" from ${students} and e.person_id = any (${of.personIds as string[]}::uuid[])`,
  )
  return new Map(
    [...of.quotas].map(([id, quota]) => {
      const here = counts.filter((c) => c.credentialId === id)
      return [
        id,
        {
          total: here.find((c) => c.majorId === null)?.heads ?? 0,
          perMajor: new Map(here.flatMap((c) => (c.majorId === null ? [] : [[c.majorId, c.heads] as const]))),
          counted: new Set(known.filter((k) => k.credentialId === id).map((k) => headKey(quota, k))),
        },
      ]
    }),
  )
}
