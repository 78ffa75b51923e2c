import type { Inside } from '#kit/server/context.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { all, rows, run, sql, type Db, type Sql } from '#kit/server/sql.ts'
import { maskIdNumber, maskMobile } from '#packages/id-number/index.ts'
import type { CandidateKind, CandidateStatus, IdType, Particulars } from '../index.ts'
import { numberStamp } from '../numbering.ts'

export const mine = (scope: Scope): Sql => belongsTo(scope, { school: sql`c.school_id` })

/** What every rule about a candidate asks; `personId` and the masked forms for writing on. */
export interface Standing {
  readonly id: string
  readonly candidateNo: string
  readonly kind: CandidateKind
  readonly personId: string
  readonly name: string
  readonly namePinyin: string | null
  readonly idType: IdType
  readonly idMasked: string
  readonly gender: string | null
  readonly birthDate: string | null
  readonly mobileMasked: string | null
  readonly majorId: string | null
  readonly majorName: string | null
  readonly eduLevel: string | null
  readonly enrollYear: number | null
  readonly photoFileId: string | null
  readonly status: CandidateStatus
  readonly isCertifying: boolean
  readonly certifyFailReason: string | null
  readonly isIncomplete: boolean
  readonly enrolledCount: number
  readonly createdAt: string
  readonly version: number
}
export const standingColumns = sql`c.id, c.candidate_no as "candidateNo", c.kind, c.person_id as "personId", c.name, c.name_pinyin as "namePinyin",
  c.id_type as "idType", c.id_masked as "idMasked", c.gender, c.birth_date as "birthDate", c.mobile_masked as "mobileMasked", c.major_id as "majorId",
  c.major_name as "majorName", c.edu_level as "eduLevel", c.enroll_year as "enrollYear", c.photo_file_id as "photoFileId", c.status,
  c.is_certifying as "isCertifying", c.certify_fail_reason as "certifyFailReason", c.is_incomplete as "isIncomplete",
  c.enrolled_count as "enrolledCount", c.created_at as "createdAt", c.version`

/**
 * Rows of the scope held until the end of the transaction, newest first as the list shows them; foreign and missing ones are
 * left out. Locked in the order of ids, so that two batches cannot wait for each other.
 */
export const held = (tx: Db, scope: Scope, which: readonly Sql[]): Promise<Standing[]> =>
  rows<Standing>(
    tx,
    sql`with h as materialized (select ${standingColumns}, c.created_at as at from candidates.candidates c where ${all([mine(scope), ...which])} order by c.id for no key update)
        select h.* from h order by h.at desc, h.id desc`,
  )
export const heldByIds = (tx: Db, scope: Scope, ids: readonly string[]): Promise<Standing[]> =>
  held(tx, scope, [sql`c.id = any (${ids as string[]}::uuid[])`])
export const seen = (tx: Db, scope: Scope, which: Sql): Promise<Standing[]> =>
  rows<Standing>(tx, sql`select ${standingColumns} from candidates.candidates c where ${all([mine(scope), which])}`)
export const seenByIds = (tx: Db, scope: Scope, ids: readonly string[]): Promise<Standing[]> =>
  seen(tx, scope, sql`c.id = any (${ids as string[]}::uuid[])`)
export const seenById = async (tx: Db, scope: Scope, id: string): Promise<Standing | null> =>
  (await seen(tx, scope, sql`c.id = ${id}`))[0] ?? null

/** Candidate ids of one school by document, in the order asked; null where the school has none. By blind index (spec 3.12). */
export async function bearersOf(
  inside: Inside,
  schoolId: string,
  documents: readonly { idType: string; idNo: string }[],
): Promise<(string | null)[]> {
  const found = documents.map((): string | null => null)
  if (!documents.length) return found
  const { secrets } = inside.house
  const hits = await rows<{ ord: number; id: string }>(
    inside.tx,
    sql`select ord, id from candidates.bearers(${schoolId}, ${documents.map((d) => d.idType)}::text[], ${documents.map((d) => secrets.blind('id', d.idNo))}::bytea[])`,
  )
  for (const h of hits) found[h.ord - 1] = h.id
  return found
}

export interface Newcomer extends Omit<Particulars, 'namePinyin' | 'gender' | 'mobile' | 'idType'> {
  readonly personId: string
  readonly idType: string
  readonly namePinyin: string | null
  readonly gender: string | null
  readonly mobile: string | null
  readonly photoFileId: string | null
  /** A number of an older system, 20–26 digits (A09); otherwise one is made. */
  readonly candidateNo?: string | null
}
export interface Made {
  readonly id: string
  readonly personId: string
  readonly candidateNo: string
}
/**
 * Adds candidates in one statement and leaves out those whom the school has already; the 考生编号 comes from region, clock and
 * sequence. Rows of one statement keep their order in a list that shows the newest first.
 */
export function insertCandidates(
  inside: Inside,
  school: { readonly id: string; readonly region: string },
  kind: CandidateKind,
  people: readonly Newcomer[],
  importId: string | null = null,
): Promise<Made[]> {
  const { secrets } = inside.house
  const column = <T>(of: (p: Newcomer) => T): T[] => people.map(of)
  return rows<Made>(
    inside.tx,
    sql`insert into candidates.candidates (candidate_no, school_id, region_code, kind, person_id, name, name_pinyin, id_type, id_masked, gender, birth_date,
          mobile_sealed, mobile_masked, major_id, major_name, edu_level, enroll_year, photo_file_id, status, import_id, created_at)
        select coalesce(t.candidate_no, t.region || ${numberStamp(inside.now)} || lpad((nextval('candidates.candidate_serials') % 1000000)::text, 6, '0')),
          ${school.id}, ${school.region}, ${kind}, t.person_id, t.name, t.name_pinyin, t.id_type, t.id_masked, t.gender, t.birth_date,
          t.mobile_sealed, t.mobile_masked, t.major_id, t.major_name, t.edu_level, t.enroll_year, t.photo,
          case when t.photo is null then 'no-photo' else 'unverified' end, ${importId}, ${inside.now}::timestamptz - t.n * interval '1 microsecond'
        from unnest(${column((p) => p.candidateNo ?? null)}::text[], ${column((p) => p.region ?? school.region)}::text[], ${column((p) => p.personId)}::uuid[],
          ${column((p) => p.name)}::text[], ${column((p) => p.namePinyin)}::text[], ${column((p) => p.idType)}::text[],
          ${column((p) => maskIdNumber(p.idNo))}::text[], ${column((p) => p.gender)}::text[], ${column((p) => p.birthDate)}::date[],
          ${column((p) => (p.mobile === null ? null : secrets.seal(p.mobile)))}::bytea[], ${column((p) => (p.mobile === null ? null : maskMobile(p.mobile)))}::text[],
          ${column((p) => p.major?.id ?? null)}::uuid[], ${column((p) => p.major?.name ?? null)}::text[], ${column((p) => p.eduLevel)}::text[],
          ${column((p) => p.enrollYear)}::int[], ${column((p) => p.photoFileId)}::uuid[])
          with ordinality as t(candidate_no, region, person_id, name, name_pinyin, id_type, id_masked, gender, birth_date, mobile_sealed, mobile_masked,
            major_id, major_name, edu_level, enroll_year, photo, n)
        on conflict on constraint candidate_once_per_school do nothing
        returning id, person_id as "personId", candidate_no as "candidateNo"`,
  )
}

export interface Rewritten {
  readonly id: string
  /** The version that was judged; another one is left alone. */
  readonly version: number
  readonly personId: string
  readonly name: string
  readonly namePinyin: string | null
  readonly idType: string
  readonly idMasked: string
  readonly gender: string | null
  readonly birthDate: string | null
  /** null = as it is */
  readonly mobile: string | null
  readonly major: { readonly id: string; readonly name: string } | null
  readonly eduLevel: string | null
  readonly enrollYear: number | null
  readonly photoFileId: string | null
  readonly status: CandidateStatus
}
/** Writes judged changes in one statement; gives the ids written with their new version. A comparison that failed is forgotten with the change. */
export function rewrite(inside: Inside, changes: readonly Rewritten[]): Promise<{ id: string; version: number }[]> {
  const { secrets } = inside.house
  const column = <T>(of: (r: Rewritten) => T): T[] => changes.map(of)
  return rows<{ id: string; version: number }>(
    inside.tx,
    sql`update candidates.candidates c set person_id = t.person_id, name = t.name, name_pinyin = t.name_pinyin, id_type = t.id_type, id_masked = t.id_masked,
          gender = t.gender, birth_date = t.birth_date, mobile_sealed = coalesce(t.mobile_sealed, c.mobile_sealed), mobile_masked = coalesce(t.mobile_masked, c.mobile_masked),
          major_id = t.major_id, major_name = t.major_name, edu_level = t.edu_level, enroll_year = t.enroll_year, photo_file_id = t.photo, status = t.status,
          certify_fail_reason = case when t.status = c.status and t.status <> 'unverified' then c.certify_fail_reason end, version = c.version + 1
        from unnest(${column((r) => r.id)}::uuid[], ${column((r) => r.version)}::int[], ${column((r) => r.personId)}::uuid[], ${column((r) => r.name)}::text[],
          ${column((r) => r.namePinyin)}::text[], ${column((r) => r.idType)}::text[], ${column((r) => r.idMasked)}::text[], ${column((r) => r.gender)}::text[],
          ${column((r) => r.birthDate)}::date[], ${column((r) => (r.mobile === null ? null : secrets.seal(r.mobile)))}::bytea[],
          ${column((r) => (r.mobile === null ? null : maskMobile(r.mobile)))}::text[], ${column((r) => r.major?.id ?? null)}::uuid[],
          ${column((r) => r.major?.name ?? null)}::text[], ${column((r) => r.eduLevel)}::text[], ${column((r) => r.enrollYear)}::int[],
          ${column((r) => r.photoFileId)}::uuid[], ${column((r) => r.status)}::text[])
          as t(id, version, person_id, name, name_pinyin, id_type, id_masked, gender, birth_date, mobile_sealed, mobile_masked, major_id, major_name, edu_level,
            enroll_year, photo, status)
        where c.id = t.id and c.version = t.version and not c.is_certifying returning c.id, c.version`,
  )
}

/** S5.12. The number of rows that are gone; one that became enrolled meanwhile stays. */
export const removeCandidates = (tx: Db, ids: readonly string[]): Promise<number> =>
  run(tx, sql`delete from candidates.candidates where id = any (${ids as string[]}::uuid[]) and enrolled_count = 0`)
