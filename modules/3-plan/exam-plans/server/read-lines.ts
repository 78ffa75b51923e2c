import type { Tx } from '#kit/server/db.ts'
import { rows, sql } from '#kit/server/sql.ts'
import type { PlanLine } from '../model.ts'

const isoForm = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'

/**
 * Certificates and subjects of plans, by plan; certificates by 证书编号, subjects by 科目编号. `charge`: only these certificates
 * (null = all).
 */
export async function planLines(
  tx: Tx,
  sessionIds: readonly string[],
  charge: readonly string[] | null = null,
): Promise<Map<string, PlanLine[]>> {
  const found = await rows<PlanLine & { sessionId: string }>(
    tx,
    sql`select l.session_id as "sessionId", l.id, l.credential_id as "credentialId", c.cert_no as "certNo", c.name as "certName", c.level as "certLevel",
          f.allows_by_certificate as "allowsByCertificate", f.allows_by_subject as "allowsBySubject", f.fee::text as fee,
          coalesce((select json_agg(json_build_object('id', ls.id, 'subjectId', u.id, 'subjectNo', u.subject_no, 'name', u.name, 'mode', u.mode, 'roomType', u.room_type,
              'targetTypeIds', coalesce((select json_agg(t.id order by t.name) from credentials.subject_targets st join credentials.target_types t on t.id = st.target_type_id where st.subject_id = u.id), '[]'),
              'targetNames', coalesce((select json_agg(t.name order by t.name) from credentials.subject_targets st join credentials.target_types t on t.id = st.target_type_id where st.subject_id = u.id), '[]'),
              'fee', sf.fee::text, 'sittingId', g.id,
              'startsAt', to_char(g.starts_at at time zone 'UTC', ${isoForm}), 'endsAt', to_char(g.ends_at at time zone 'UTC', ${isoForm})) order by u.subject_no)
            from sessions.line_subjects ls join credentials.subjects u on u.id = ls.subject_id
            left join exam_plans.subject_fees sf on sf.line_subject_id = ls.id left join sessions.sittings g on g.line_subject_id = ls.id
            where ls.line_id = l.id), '[]') as subjects
        from sessions.lines l join credentials.credentials c on c.id = l.credential_id join exam_plans.line_fees f on f.line_id = l.id
        where l.session_id = any (${sessionIds as string[]}::uuid[]) and (${charge as string[] | null}::uuid[] is null or l.credential_id = any (${charge as string[] | null}::uuid[]))
        order by c.cert_no`,
  )
  const byPlan = new Map<string, PlanLine[]>(sessionIds.map((id) => [id, []]))
  for (const { sessionId, ...line } of found) byPlan.get(sessionId)?.push(line)
  return byPlan
}
