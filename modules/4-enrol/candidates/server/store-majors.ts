import { rows, sql, type Db } from '#kit/server/sql.ts'
import type { MajorFact, MajorLookup } from '../index.ts'

const columns = sql`m.id, m.code, m.version_name as "versionName", m.name, m.edu_level as "eduLevel"`

/** Rows of 专业目录 by id. */
export async function majorsById(tx: Db, ids: readonly (string | null | undefined)[]): Promise<Map<string, MajorFact>> {
  const wanted = [...new Set(ids.filter((i) => i != null))]
  if (!wanted.length) return new Map()
  const found = await rows<MajorFact>(
    tx,
    sql`select ${columns} from credentials.majors m where m.id = any (${wanted}::uuid[])`,
  )
  return new Map(found.map((m) => [m.id, m]))
}

/** Rows of 专业目录 by code and version, for a whole sheet at once (spec 3.5). */
export async function majorLookup(tx: Db, named: readonly { code: string; version: string }[]): Promise<MajorLookup> {
  const pairs = new Map(named.filter((n) => n.code && n.version).map((n) => [`${n.code} ${n.version}`, n]))
  if (!pairs.size) return () => null
  const wanted = [...pairs.values()]
  const found = await rows<MajorFact>(
    tx,
    sql`select ${columns} from unnest(${wanted.map((w) => w.code)}::text[], ${wanted.map((w) => w.version)}::text[]) as t(code, version)
        join credentials.majors m on m.code = t.code and m.version_name = t.version`,
  )
  const byPair = new Map(found.map((m) => [`${m.code} ${m.versionName}`, m]))
  return (code, version) => byPair.get(`${code} ${version}`) ?? null
}
