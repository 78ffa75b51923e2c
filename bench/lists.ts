import pg from 'pg'
import { listCandidates } from '#candidates'
import { perform } from '#kit/server/handle.ts'
import { handlers } from '../apps/server/assembly.ts'
import { idOf, principals } from '../seeds/test-world.ts'
import { judged, percentile, type Ground, type Ratio } from './ground.ts'

/** Fills 考生管理 by SQL: 16 schools would be 1/16 each; here every sixteenth row is of the reader's school. */
async function fillTo(g: Ground, rows: number): Promise<void> {
  const c = new pg.Client({ connectionString: g.url })
  await c.connect()
  const schools = ['北方工业大学', '学校乙', '学校丙', '岭南职业学院'].map(idOf)
  await c.query(
    `with have as (select count(*)::int as n from candidates.candidates where candidate_no like '9%'), g as (select i from have, generate_series(have.n + 1, $1) i),
     p as (insert into people.persons (id, id_type, id_blind, id_sealed) select md5('p' || i)::uuid, '身份证', decode(md5('b' || i), 'hex'), '\\x00' from g on conflict do nothing returning id)
     select count(*) from p`,
    [rows],
  )
  await c.query(
    `insert into candidates.candidates (candidate_no, school_id, region_code, kind, person_id, name, name_pinyin, id_type, id_masked, gender, mobile_sealed, mobile_masked, major_id, major_name, edu_level, enroll_year, created_at)
     select '9' || lpad(i::text, 25, '0'), case when i % 16 = 0 then $2::uuid else ($3::uuid[])[1 + i % 3] end, '110100', 'student', md5('p' || i)::uuid, '考生' || (i % 997), 'KAO SHENG', '身份证', '110*****0000', '男', '\\x00', '138****0000',
       (select id from credentials.majors limit 1), '专业', '高职专科', 2024, now() - i * interval '1 second'
     from generate_series(1 + (select count(*) from candidates.candidates where candidate_no like '9%'), $1) i`,
    [rows, schools[0], schools.slice(1)],
  )
  await c.query('vacuum analyze candidates.candidates')
  await c.end()
}

/** p95 of list pages with scope and filters at growing sizes; first page against a page far down by cursor. */
export async function listBench(g: Ground, sizes: readonly number[]): Promise<Ratio[]> {
  const who = (await principals(g.url)).sch
  const handler = handlers.find((h) => h.operation.module === listCandidates.module && h.operation.name === listCandidates.name)
  if (!handler) throw new Error('no list')
  const ask = async (input: unknown): Promise<{ ms: number; next: string | null }> => {
    const t = performance.now()
    const page = (await perform(g.house, handler, { principal: who, input })) as { next: string | null }
    return { ms: performance.now() - t, next: page.next }
  }
  const questions = [{ tab: 'student', size: 50 }, { tab: 'student', filter: { name: '考生5' }, size: 50 }, { tab: 'student', filter: { status: 'no-photo' }, size: 50 }, { tab: 'student', sort: 'candidateNo', size: 50 }]
  const p95: Record<number, number> = {}
  let pages = { first: Number.NaN, last: Number.NaN }
  for (const size of sizes) {
    await fillTo(g, size)
    for (const q of questions) await ask(q)
    const times: number[] = []
    for (let i = 0; i < 30; i++) for (const q of questions) times.push((await ask(q)).ms)
    p95[size] = percentile(times, 0.95)
    let cursor: string | null = null
    for (let i = 0; i < 12; i++) cursor = (await ask({ tab: 'student', size: 50, ...(cursor ? { after: cursor } : {}) })).next ?? cursor
    const first: number[] = []
    const last: number[] = []
    for (let i = 0; i < 40; i++) {
      first.push((await ask({ tab: 'student', size: 50 })).ms)
      last.push((await ask({ tab: 'student', size: 50, after: cursor })).ms)
    }
    pages = { first: percentile(first, 0.5), last: percentile(last, 0.5) }
  }
  const small = sizes[0] as number
  const big = sizes.at(-1) as number
  return [
    judged(`lists p95 ${big} / ${small} rows`, (p95[big] as number) / (p95[small] as number), 1.5, 'below', { p95 }),
    judged('lists far page / first page', pages.last / pages.first, 1.3, 'below', pages),
  ]
}
