import type { Tx } from '#kit/server/db.ts'
import { contains, maybe, rows, sql } from '#kit/server/sql.ts'

/** A teacher as 监考安排 needs it. */
export interface Watcher {
  readonly id: string
  readonly teacherNo: string
  readonly name: string
  readonly schoolId: string
  readonly schoolName: string
  readonly regionCode: string
  /** 已认证 for the certificate asked about. */
  readonly isCertified: boolean
}
const columns = (credentialId: string) => sql`i.id, i.teacher_no as "teacherNo", i.name, i.school_id as "schoolId", o.name as "schoolName", i.region_code as "regionCode",
  exists (select from invigilators.qualifications q where q.invigilator_id = i.id and q.credential_id = ${credentialId}::uuid and q.status = 'certified') as "isCertified"`
const from = sql`invigilators.invigilators i join organisations.organisations o on o.id = i.school_id`

/**
 * Door for seating: one teacher, as the row policies show it to whoever asks (a school its own, an awarding body those who asked it
 * for a certificate), or null. Held for the transaction, so that two rooms do not take the same teacher in one moment.
 */
export const watcherOf = (tx: Tx, id: string, credentialId: string): Promise<Watcher | null> =>
  maybe<Watcher>(tx, sql`select ${columns(credentialId)} from ${from} where i.id = ${id} for no key update of i`)

/** Door for seating: the first teachers certified for the certificate by name or number; `schoolId` = of this school alone. */
export const certifiedWatchers = (
  tx: Tx,
  of: { readonly credentialId: string; readonly schoolId: string | null; readonly name: string | undefined },
  most: number,
): Promise<Watcher[]> =>
  rows<Watcher>(
    tx,
    sql`select * from (select ${columns(of.credentialId)} from ${from}
          where ${of.schoolId === null ? sql`true` : sql`i.school_id = ${of.schoolId}`}
            and ${of.name ? sql`(${contains(sql`i.name`, of.name)} or starts_with(i.teacher_no, upper(${of.name})))` : sql`true`}) w
        where w."isCertified" order by w.name, w."teacherNo" limit ${most}`,
  )
