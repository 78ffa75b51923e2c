import type { Tx } from '#kit/server/db.ts'
import type { Scope } from '#kit/server/scope.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import type { PayStatus } from '../model.ts'
import { seen } from './store.ts'

export interface Snapshot {
  readonly id: string
  readonly schoolId: string
  readonly planName: string
  readonly name: string
  readonly candidateNo: string
  readonly namePinyin: string | null
  readonly mobileMasked: string | null
  readonly payStatus: PayStatus
  readonly version: number
}
/** The registration and those of the same candidate in the same plan, held for change. */
export const snapshotsForChange = (tx: Tx, scope: Scope, id: string): Promise<Snapshot[]> =>
  rows<Snapshot>(
    tx,
    sql`select e.id, e.school_id as "schoolId", s.name as "planName", e.name, e.candidate_no as "candidateNo", e.name_pinyin as "namePinyin",
          e.mobile_masked as "mobileMasked", e.pay_status as "payStatus", e.version
        from enrolments.enrolments e join sessions.sessions s on s.id = e.session_id
        join enrolments.enrolments one on one.id = ${id} and one.session_id = e.session_id and one.candidate_id = e.candidate_id
        where ${seen(scope)} order by e.id for no key update of e`,
  )
/** null = as it is. */
export const writeSnapshots = (
  tx: Tx,
  ids: readonly string[],
  to: {
    readonly namePinyin: string | null
    readonly mobile: { readonly sealed: Buffer; readonly masked: string } | null
  },
): Promise<number> =>
  run(
    tx,
    sql`update enrolments.enrolments set name_pinyin = coalesce(${to.namePinyin}, name_pinyin), mobile_sealed = coalesce(${to.mobile?.sealed ?? null}::bytea, mobile_sealed),
          mobile_masked = coalesce(${to.mobile?.masked ?? null}, mobile_masked), version = version + 1 where id = any (${ids as string[]}::uuid[])`,
  )
