import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { cleanSeal } from '#packages/photo/index.ts'
import { run, sql, one } from '#kit/server/sql.ts'
import type { TestHouse } from './test-house.ts'
import { addCandidates, idOf } from './test-world.ts'

/** Candidates who sat and passed in the world's session; their results are final once its 公示期 is over. */
export async function passedCandidates(t: TestHouse, school: string, count: number, from: number, over: { status?: 'verified' | 'no-photo'; passed?: number } = {}): Promise<{ candidates: string[]; enrolments: string[] }> {
  const candidates = await addCandidates(t.url, school, count, from, over.status ?? 'verified')
  const photo = await sharp({ create: { width: 295, height: 413, channels: 3, background: '#c8281e' } }).jpeg().toBuffer()
  const enrolments: string[] = []
  await t.db(async (tx) => {
    const file = await t.house.files.save(tx, { purpose: 'photo', name: 'p.jpg', type: 'image/jpeg', bytes: photo, owner: idOf(school) })
    for (const id of candidates) {
      if (over.status !== 'no-photo') await run(tx, sql`update candidates.candidates set photo_file_id = ${file.id} where id = ${id}`)
      const e = await one<{ id: string }>(
        tx,
        sql`insert into enrolments.enrolments (session_id, line_id, credential_id, awarding_body_id, school_id, region_code, candidate_id, person_id, mode, name, name_pinyin, id_type, id_masked, gender, mobile_sealed, mobile_masked, major_id, major_name, edu_level, enroll_year, kind, candidate_no, school_name)
            select ${idOf('session')}, ${idOf('line')}, ${idOf('credential 50800001')}, ${idOf('评价组织甲')}, k.school_id, k.region_code, k.id, k.person_id, 'certificate', k.name, k.name_pinyin, k.id_type, k.id_masked, k.gender, k.mobile_sealed, k.mobile_masked, k.major_id, k.major_name, k.edu_level, k.enroll_year, k.kind, k.candidate_no, ${school}
            from candidates.candidates k where k.id = ${id} returning id`,
      )
      await run(
        tx,
        sql`insert into results.results (enrolment_id, session_id, credential_id, school_id, awarding_body_id, region_code, person_id, needed, scored, passed)
            select id, session_id, credential_id, school_id, awarding_body_id, region_code, person_id, 2, 2, ${over.passed ?? 2} from enrolments.enrolments where id = ${e.id}
            on conflict (enrolment_id) do update set scored = 2, passed = excluded.passed, needed = 2`,
      )
      enrolments.push(e.id)
    }
  })
  return { candidates, enrolments }
}
/** 学校乙 sits at the site of 北方工业大学 (借考). */
export const assignSite = (t: TestHouse): Promise<number> =>
  t.db((tx) =>
    run(
      tx,
      sql`insert into exam_plans.site_assignments (session_id, credential_id, school_id, site_id, host_school_id, awarding_body_id, assigned_by)
          values (${idOf('session')}, ${idOf('credential 50800001')}, ${idOf('学校乙')}, ${idOf('site')}, ${idOf('北方工业大学')}, ${idOf('评价组织甲')}, '甲管理') on conflict do nothing`,
    ),
  )
/** 公章 and 签名章 of 评价组织甲. */
export async function uploadSeals(t: TestHouse): Promise<void> {
  const ring = (size: number): Buffer => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><circle cx="${size / 2}" cy="${size / 2}" r="${size / 2 - 12}" fill="none" stroke="#c8281e" stroke-width="12"/></svg>`)
  const png = await cleanSeal(await sharp(ring(400)).png().toBuffer())
  const small = await cleanSeal(await sharp(ring(240)).png().toBuffer())
  await t.db(async (tx) => {
    const save = (name: string, bytes: Buffer) => t.house.files.save(tx, { purpose: 'seal', name, type: 'image/png', bytes, owner: idOf('评价组织甲') })
    const official = await save('公章.png', png)
    const signature = await save('签名章.png', small)
    await run(tx, sql`update organisations.awarding_bodies set official_seal_file_id = ${official.id}, signature_seal_file_id = ${signature.id} where id = ${idOf('评价组织甲')}`)
  })
}
export const drawn: number[][] = [Array.from({ length: 80 }, (_, i) => 20 + i * 3), Array.from({ length: 80 }, (_, i) => 40 + i * 2)]
export const afterPublication = new Date(Date.now() + 36 * 86_400_000).toISOString()
export const sha256 = (b: Buffer): string => createHash('sha256').update(b).digest('hex')
