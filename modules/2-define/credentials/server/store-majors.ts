import type { Tx } from '#kit/server/db.ts'
import { maybe, one, rows, run, sql } from '#kit/server/sql.ts'

export interface MajorForm {
  readonly code: string
  readonly versionName: string
  readonly name: string
  readonly eduLevel: string
}
export const addMajorRow = (tx: Tx, m: MajorForm): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into credentials.majors (code, version_name, name, edu_level) values (${m.code}, ${m.versionName}, ${m.name}, ${m.eduLevel}) returning id`,
  )
export const majorForChange = (tx: Tx, id: string): Promise<{ name: string; version: number } | null> =>
  maybe<{ name: string; version: number }>(
    tx,
    sql`select name, version from credentials.majors where id = ${id} for update`,
  )
export const renameMajor = (tx: Tx, id: string, name: string): Promise<{ version: number }> =>
  one<{ version: number }>(
    tx,
    sql`update credentials.majors set name = ${name}, version = version + 1 where id = ${id} returning version`,
  )
export const deleteMajorRow = (
  tx: Tx,
  id: string,
): Promise<{ code: string; versionName: string; name: string } | null> =>
  maybe<{ code: string; versionName: string; name: string }>(
    tx,
    sql`delete from credentials.majors where id = ${id} returning code, version_name as "versionName", name`,
  )
export const deleteMajorRows = (tx: Tx, ids: readonly string[]): Promise<number> =>
  run(tx, sql`delete from credentials.majors where id = any (${ids as string[]}::uuid[])`)

/** Positions (0-based) of those that 专业目录 already has. */
export const knownMajors = async (
  tx: Tx,
  majors: readonly { code: string; versionName: string }[],
): Promise<Set<number>> =>
  new Set(
    (
      await rows<{ n: number }>(
        tx,
        sql`select (t.n - 1)::int as n from unnest(${majors.map((m) => m.code)}::text[], ${majors.map((m) => m.versionName)}::text[]) with ordinality as t(code, version_name, n)
            join credentials.majors m on m.code = t.code and m.version_name = t.version_name`,
      )
    ).map((r) => r.n),
  )
/** Adds what is not there yet; a pair that somebody else added meanwhile is left out of the answer. */
export const addMajorRows = (
  tx: Tx,
  majors: readonly MajorForm[],
): Promise<{ id: string; code: string; versionName: string }[]> =>
  rows<{ id: string; code: string; versionName: string }>(
    tx,
    sql`insert into credentials.majors (code, version_name, name, edu_level)
        select * from unnest(${majors.map((m) => m.code)}::text[], ${majors.map((m) => m.versionName)}::text[], ${majors.map((m) => m.name)}::text[], ${majors.map((m) => m.eduLevel)}::text[])
        on conflict on constraint major_unique do nothing returning id, code, version_name as "versionName"`,
  )
