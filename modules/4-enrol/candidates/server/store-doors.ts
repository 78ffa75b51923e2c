import type { Inside } from '#kit/server/context.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { maybe, one, rows, sql, type Db } from '#kit/server/sql.ts'
import { personsOf } from '#people/server'
import { candidateFlow, readDocument, unreadyReason } from '../index.ts'
import { dayOf } from '../numbering.ts'
import { bearersOf, insertCandidates, standingColumns, type Newcomer, type Standing } from './store.ts'

/** What a module below freezes or prints of a candidate; numbers masked or sealed, never in clear. */
export interface CandidateSnapshot extends Standing {
  readonly schoolId: string
  readonly schoolName: string
  readonly regionCode: string
  readonly mobileSealed: Buffer | null
}
const snapshotColumns = sql`${standingColumns}, c.school_id as "schoolId", o.name as "schoolName", c.region_code as "regionCode", c.mobile_sealed as "mobileSealed"`

/**
 * Candidates by id, whoever asks: the module that asks has decided already that it may (an awarding body is not shown the table).
 * One round trip; unknown ids are left out.
 */
export async function candidateSnapshots(tx: Db, ids: readonly string[]): Promise<Map<string, CandidateSnapshot>> {
  const found = ids.length
    ? await rows<CandidateSnapshot>(
        tx,
        sql`select ${snapshotColumns} from candidates.by_ids(${ids as string[]}::uuid[]) c join organisations.organisations o on o.id = c.school_id`,
      )
    : []
  return new Map(found.map((c) => [c.id, c]))
}
export const candidateSnapshot = async (tx: Db, id: string): Promise<CandidateSnapshot | null> =>
  (await candidateSnapshots(tx, [id])).get(id) ?? null

/** Candidates by 考生编号 (I8), whoever asks. */
export async function candidatesByNumbers(tx: Db, numbers: readonly string[]): Promise<Map<string, CandidateSnapshot>> {
  const found = numbers.length
    ? await rows<CandidateSnapshot>(
        tx,
        sql`select ${snapshotColumns} from candidates.by_numbers(${numbers as string[]}::text[]) c join organisations.organisations o on o.id = c.school_id`,
      )
    : []
  return new Map(found.map((c) => [c.candidateNo, c]))
}

/** One school's candidates by document in the order asked (I5, I6), null where it has none. Two round trips for any number; `idNo` normalised. */
export async function candidatesForEnrolment(
  inside: Inside,
  schoolId: string,
  documents: readonly { readonly idType: string; readonly idNo: string }[],
): Promise<(CandidateSnapshot | null)[]> {
  const ids = await bearersOf(inside, schoolId, documents)
  const found = await candidateSnapshots(
    inside.tx,
    ids.filter((i) => i !== null),
  )
  return ids.map((id) => found.get(id ?? '') ?? null)
}

/** Those among the ids that are 信息准确 with nothing missing (P2-2.2-01). */
export async function verifiedCandidates(tx: Db, ids: readonly string[]): Promise<Map<string, CandidateSnapshot>> {
  return new Map([...(await candidateSnapshots(tx, ids))].filter(([, c]) => unreadyReason(c) === null))
}
/** X13: what each of the others lacks, in words. */
export async function unreadyReasons(tx: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await candidateSnapshots(tx, ids)
  return new Map(
    [...found].flatMap(([id, c]) => {
      const reason = unreadyReason(c)
      return reason ? [[id, reason] as const] : []
    }),
  )
}

/**
 * 已报考证书 + delta for every mention of an id (3.12 registeredCertCount). @throws when a candidate is gone or the count would
 * fall below 0: both are defects of the caller.
 */
export async function countEnrolled(tx: Db, ids: readonly string[], delta: number): Promise<void> {
  if (!ids.length) return
  const { counted } = await one<{ counted: number }>(
    tx,
    sql`select candidates.count_enrolled(${ids as string[]}::uuid[], ${delta}) as counted`,
  )
  if (counted !== new Set(ids).size) throw new Error(`${new Set(ids).size - counted} candidates to count are gone`)
}

export interface OldRecord {
  readonly name: string
  /** 身份证号 as the old system had it. */
  readonly idNo: string
  /** 20–26 digits (A09); left out = made anew. */
  readonly candidateNo?: string
}
/**
 * Takes over records of an older system that hold a name and a 身份证号 only (P-5.2.3-18): 院校考生, 无照片, 信息不完善. A number
 * that is no valid 身份证号 is kept as it stands, since it is what the old papers say; 编辑 asks for the right one. Gives the
 * candidate ids in order, null where the school has the person already.
 */
export async function takeOverCandidates(
  inside: Inside,
  school: { readonly id: string; readonly region: string },
  old: readonly OldRecord[],
): Promise<(string | null)[]> {
  const today = dayOf(inside.now)
  const people = old.map((o) => {
    const read = readDocument('身份证', o.idNo, today)
    const idNo = read.ok ? read.idNo : o.idNo.trim().toUpperCase()
    return {
      ...o,
      idNo,
      gender: read.ok ? read.gender : null,
      birthDate: read.ok ? read.birthDate : null,
      region: read.ok ? read.region : null,
    }
  })
  const persons = await personsOf(
    inside,
    people.map(({ idNo }) => ({ idType: '身份证', idNo })),
  )
  const newcomers = people.map((p, i): Newcomer => ({
    ...p,
    personId: persons[i] as string,
    idType: '身份证',
    namePinyin: null,
    mobile: null,
    major: null,
    eduLevel: null,
    enrollYear: null,
    photoFileId: null,
  }))
  const made = new Map((await insertCandidates(inside, school, 'student', newcomers)).map((m) => [m.personId, m.id]))
  await recordSteps(
    inside,
    candidateFlow,
    'add',
    [...made.values()].map((id) => ({ id, from: null })),
    'no-photo',
    { label: '历史数据迁移' },
  )
  return newcomers.map((n) => {
    const id = made.get(n.personId) ?? null
    made.delete(n.personId)
    return id
  })
}

/** May this school open the photo? For the door to stored files. */
export const hasPhoto = async (tx: Db, fileId: string): Promise<boolean> =>
  (await maybe(tx, sql`select 1 from candidates.candidates where photo_file_id = ${fileId}`)) !== null
