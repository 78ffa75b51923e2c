import { createHash, createHmac } from 'node:crypto'
import pg from 'pg'
import type { ActorKind, Principal } from '#kit/pure/who.ts'
import { testSecrets } from './test-secrets.ts'

/**
 * The seed of spec/pilot.md section 9 as rows, for stories of single modules: two provinces, two awarding bodies, five
 * schools, catalogue, approved declarations, one enabled site, one published plan that is open for 报考. Ids are made from
 * names so that a story can name them. Journeys build their world through operations instead.
 */
export const idOf = (name: string): string => {
  const h = createHash('sha256').update(name).digest('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`
}

const day = 86_400_000
const instantIn = (days: number): string => new Date(Date.now() + days * day).toISOString()
/** Windows of the open plan, in days from now. */
export const planWindows = {
  register: [-1, 10],
  arrange: [12, 15],
  exam: [20, 21],
  score: [25, 28],
  publication: [30, 35],
} as const

interface Org {
  name: string
  kind: 'platform' | 'province' | 'city' | 'awarding-body' | 'school'
  region: string
  parent?: string
}
const orgs: Org[] = [
  { name: '国开在线', kind: 'platform', region: '110000' },
  { name: '北京市教育委员会', kind: 'province', region: '110000' },
  { name: '北京市市辖区教育局', kind: 'city', region: '110100', parent: '北京市教育委员会' },
  { name: '广东省教育厅', kind: 'province', region: '440000' },
  { name: '深圳市教育局', kind: 'city', region: '440300', parent: '广东省教育厅' },
  { name: '评价组织甲', kind: 'awarding-body', region: '110000' },
  { name: '评价组织乙', kind: 'awarding-body', region: '310000' },
  { name: '北方工业大学', kind: 'school', region: '110000' },
  { name: '学校乙', kind: 'school', region: '110000' },
  { name: '学校丙', kind: 'school', region: '110000' },
  { name: '岭南职业学院', kind: 'school', region: '440000' },
  { name: '未试点学院', kind: 'school', region: '110000' },
]
/** 鉴衡 accounts of the world: [login, name, organisation, role]. */
const people: [string, string, string, string][] = [
  ['ops', '运维一', '国开在线', '平台运维管理员'],
  ['prv', '省厅一', '北京市教育委员会', '省厅管理员'],
  ['prv_gd', '粤厅一', '广东省教育厅', '省厅管理员'],
  ['cty', '市局一', '北京市市辖区教育局', '地市管理员'],
  ['cty_sz', '深局一', '深圳市教育局', '地市管理员'],
  ['org_a', '甲管理', '评价组织甲', '评价组织管理员'],
  ['org_a_sign', '甲签发', '评价组织甲', '签发负责人'],
  ['org_b', '乙管理', '评价组织乙', '评价组织管理员'],
  ['sch', '北方管理', '北方工业大学', '院校管理员'],
  ['sch_exam', '北方考务', '北方工业大学', '考务管理员'],
  ['sch_cand', '北方考生', '北方工业大学', '考生信息管理员'],
  ['sch_fee', '北方缴费', '北方工业大学', '缴费管理员'],
  ['sch_sign', '北方签发', '北方工业大学', '签发负责人'],
  ['sch_read', '北方查询', '北方工业大学', '查询人员'],
  ['sch_b', '乙校管理', '学校乙', '院校管理员'],
  ['sch_c', '丙校管理', '学校丙', '院校管理员'],
  ['sch_gd', '岭南管理', '岭南职业学院', '院校管理员'],
  ['sch_new', '未试点管理', '未试点学院', '院校管理员'],
]
export type Login = 'ops' | 'prv' | 'prv_gd' | 'cty' | 'cty_sz' | 'org_a' | 'org_a_sign' | 'org_b' | 'sch' | 'sch_exam' | 'sch_cand' | 'sch_fee' | 'sch_sign' | 'sch_read' | 'sch_b' | 'sch_c' | 'sch_gd' | 'sch_new'

export const majors = [
  ['460702', '新能源汽车技术', '高职专科'],
  ['500211', '汽车检测与维修技术', '高职专科'],
  ['510107', '汽车智能技术', '高职专科'],
  ['630302', '会计', '高职专科'],
] as const
const credentialRows = [
  ['50800001', '智能新能源汽车职业技能等级证书', '初级', '评价组织甲', ['460702', '500211', '510107']],
  ['50800003', '智能新能源汽车职业技能等级证书', '中级', '评价组织甲', ['460702', '500211', '510107']],
  ['50900001', '财务数字化应用职业技能等级证书', '初级', '评价组织乙', ['630302']],
] as const

async function fill(url: string): Promise<void> {
  const c = new pg.Client({ connectionString: url })
  await c.connect()
  const q = (text: string, values: unknown[] = []) => c.query(text, values)
  await q('begin')
  for (const o of orgs)
    await q('insert into organisations.organisations (id, kind, name, region_code, parent_id) values ($1,$2,$3,$4,$5)', [idOf(o.name), o.kind, o.name, o.region, o.parent ? idOf(o.parent) : null])
  const schools = orgs.filter((o) => o.kind === 'school')
  let n = 0
  for (const s of [...schools, { name: '待注册学院', kind: 'school' as const, region: '110000' }]) {
    const city = s.region === '440000' ? '440300' : '110100'
    const code = `41110${String(10000 + n++)}`
    await q('insert into organisations.national_schools (id, name, code, province_code, city_code) values ($1,$2,$3,$4,$5)', [idOf(`national ${s.name}`), s.name, code, s.region, city])
    await q('insert into organisations.library_entries (id, national_school_id, province_code, city_code) values ($1,$2,$3,$4)', [idOf(`library ${s.name}`), idOf(`national ${s.name}`), s.region, city])
    if (s.name !== '待注册学院')
      await q(
        `insert into organisations.schools (id, library_entry_id, code, city_code, school_type, address, contact_name, contact_mobile, contact_email, is_base_info_completed, is_pilot)
         values ($1,$2,$3,$4,'高职专科','不知名街道120号','联系人','13800000000','a@example.cn',$5,$5)`,
        [idOf(s.name), idOf(`library ${s.name}`), code, city, s.name !== '未试点学院'],
      )
  }
  await q(`insert into organisations.awarding_bodies (id, org_code, credit_code, contact_name, contact_phone) values ($1,'508','91110108MA01ABCD1X','甲','010-10000000'), ($2,'509','91310115MA1H8AB12Y','乙','021-10000000')`, [idOf('评价组织甲'), idOf('评价组织乙')])
  for (const [login, name, org, role] of people)
    await q(
      `insert into accounts.accounts (id, login_name, name, role_id, organisation_id, is_admin, password_hash, must_change_password)
       select $1, $2, $3, r.id, $4, r.is_admin, null, false from accounts.roles r where r.name = $5 and r.actor = (select kind from organisations.organisations where id = $4)`,
      [idOf(`account ${login}`), `${login}_01`, name, idOf(org), role],
    )
  for (const [code, name, level] of majors)
    await q(`insert into credentials.majors (id, code, version_name, name, edu_level) values ($1,$2,'2021年版',$3,$4)`, [idOf(`major ${code}`), code, name, level])
  for (const [no, name, level, body, ms] of credentialRows) {
    await q(`insert into credentials.credentials (id, cert_no, name, level, awarding_body_id, status) values ($1,$2,$3,$4,$5,'published')`, [idOf(`credential ${no}`), no, name, level, idOf(body)])
    for (const m of ms) await q('insert into credentials.credential_majors values ($1,$2)', [idOf(`credential ${no}`), idOf(`major ${m}`)])
    for (const [suffix, subject, mode] of [['101', '笔试科目', '笔试'], ['102', '实操科目', '实操']])
      await q(
        `insert into credentials.subjects (id, subject_no, name, credential_id, mode, room_type, full_score, pass_score, status) values ($1,$2,$3,$4,$5,$6,100,60,'published')`,
        [idOf(`subject ${no}${suffix}`), `${no}${suffix}`, subject, idOf(`credential ${no}`), mode, `${mode}考场`],
      )
  }
  const year = new Date().getFullYear()
  await q(`insert into pilots.plans (id, province_code, year, batch, start_at, end_at, is_by_major, needs_city_review, scope, status) values ($1,'110000',$2,'第一批',$3,$4,true,false,'all','published')`, [idOf('pilot plan'), year, instantIn(-30), instantIn(30)])
  await q(`insert into pilots.plans (id, province_code, year, batch, start_at, end_at, is_by_major, needs_city_review, scope, status) values ($1,'440000',$2,'第一批',$3,$4,false,true,'all','published')`, [idOf('pilot plan gd'), year, instantIn(-30), instantIn(30)])
  for (const school of ['北方工业大学', '学校乙', '学校丙', '岭南职业学院']) {
    const gd = school === '岭南职业学院'
    await q(
      `insert into pilots.declarations (id, plan_id, school_id, region_code, credential_id, awarding_body_id, year, apply_total, approved_total, teacher_info, site_info, status, submitted_at)
       values ($1,$2,$3,$4,$5,$6,$7,100,90,'师资','场地','approved',now())`,
      [idOf(`declaration ${school}`), idOf(gd ? 'pilot plan gd' : 'pilot plan'), idOf(school), gd ? '440300' : '110100', idOf('credential 50800001'), idOf('评价组织甲'), year],
    )
    if (!gd)
      await q(`insert into pilots.declaration_majors (declaration_id, major_id, student_count, teacher_count, apply_count, approved_count, position) values ($1,$2,120,6,60,50,0),($1,$3,80,4,40,40,1)`, [idOf(`declaration ${school}`), idOf('major 460702'), idOf('major 500211')])
  }
  await q(
    `insert into sites.sites (id, name, school_id, credential_id, awarding_body_id, region_code, address, capacity, manager_name, manager_mobile, status, is_enabled)
     values ($1,'北方工业大学智能新能源汽车职业技能等级证书(初级)考核站点',$2,$3,$4,'110100','不知名街道120号',200,'站长','13900000000','approved',true)`,
    [idOf('site'), idOf('北方工业大学'), idOf('credential 50800001'), idOf('评价组织甲')],
  )
  const w = planWindows
  await q(
    `insert into sessions.sessions (id, door, number, name, year, organiser_id, status, register_start, register_end, arrange_start, arrange_end, score_start, score_end, public_start, public_end, first_start, last_end)
     values ($1,'pilot',$2,'第一批次职业技能等级证书考试',$3,$4,'published',$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
    [idOf('session'), `${new Date().toISOString().slice(0, 10).replaceAll('-', '')}0001`, year, idOf('评价组织甲'), instantIn(w.register[0]), instantIn(w.register[1]), instantIn(w.arrange[0]), instantIn(w.arrange[1]), instantIn(w.score[0]), instantIn(w.score[1]), instantIn(w.publication[0]), instantIn(w.publication[1]), instantIn(w.exam[0]), instantIn(w.exam[1] + 0.1)],
  )
  await q(`insert into exam_plans.plans (session_id, is_all_schools, pay_method, notice) values ($1,true,'转账到 0200 0000 0000','请携带身份证和准考证')`, [idOf('session')])
  await q(`insert into sessions.lines (id, session_id, credential_id) values ($1,$2,$3)`, [idOf('line'), idOf('session'), idOf('credential 50800001')])
  await q(`insert into exam_plans.line_fees (line_id, fee) values ($1,200)`, [idOf('line')])
  for (const [suffix, from] of [['101', w.exam[0]], ['102', w.exam[1]]] as const) {
    await q(`insert into sessions.line_subjects (id, line_id, subject_id) values ($1,$2,$3)`, [idOf(`line subject ${suffix}`), idOf('line'), idOf(`subject 50800001${suffix}`)])
    await q(`insert into sessions.sittings (line_subject_id, starts_at, ends_at) values ($1,$2,$3)`, [idOf(`line subject ${suffix}`), instantIn(from), instantIn(from + 0.1)])
    await q(`insert into exam_plans.subject_fees (line_subject_id, fee) values ($1,120)`, [idOf(`line subject ${suffix}`)])
  }
  await q('commit')
  await c.end()
}

export const testWorld = { name: 'test-world', fill }

const nineteen = (last: number): string => {
  const base = `11010119990909${String(last).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = [...base].reduce((s, d, i) => s + Number(d) * (weights[i] as number), 0)
  return base + '10X98765432'[sum % 11]
}
/** A valid 身份证号 per number 0–999 (odd = 男). */
export const idNumber = nineteen

/** Candidates as rows, for stories below 考生管理. Returns their ids in order; numbers from `from`. */
export async function addCandidates(url: string, school: string, count: number, from = 1, status: 'no-photo' | 'verified' = 'verified', major = '460702'): Promise<string[]> {
  const c = new pg.Client({ connectionString: url })
  await c.connect()
  const made: string[] = []
  let photo: string | null = null
  if (status !== 'no-photo') {
    const f = await c.query<{ id: string }>(`insert into kit.files (purpose, name, type, size, digest, owner_organisation) values ('photo','p.jpg','image/jpeg',1,$1,$2) returning id`, [createHmac('sha256', 'x').update(school).digest(), idOf(school)])
    photo = f.rows[0]?.id ?? null
  }
  for (let i = from; i < from + count; i++) {
    const no = nineteen(i)
    const person = await c.query<{ id: string }>('insert into people.persons (id_type, id_blind, id_sealed) values ($1,$2,$3) on conflict on constraint person_once do update set id_type = excluded.id_type returning id', ['身份证', testSecrets.blind('id', no), testSecrets.seal(no)])
    const r = await c.query<{ id: string }>(
      `insert into candidates.candidates (candidate_no, school_id, region_code, kind, person_id, name, name_pinyin, id_type, id_masked, gender, birth_date, mobile_sealed, mobile_masked, major_id, major_name, edu_level, enroll_year, photo_file_id, status)
       values ($1,$2,$3,'student',$4,$5,'KAO SHENG','身份证',$6,$7,'1999-09-09',$8,'138****0000',$9,(select name from credentials.majors where id = $9),'高职专科',2020,$10,$11) returning id`,
      [`1101012021163184400${String(6000000 + i + 1000 * orgs.findIndex((o) => o.name === school))}`, idOf(school), school === '岭南职业学院' ? '440300' : '110100', person.rows[0]?.id, `考生${'零一二三四五六七八九'[i % 10]}${'甲乙丙丁'[Math.floor(i / 10) % 4]}`, `${no.slice(0, 3)}*****${no.slice(-4)}`, i % 2 ? '男' : '女', testSecrets.seal('13800000000'), idOf(`major ${major}`), photo, status],
    )
    made.push(r.rows[0]?.id as string)
  }
  await c.end()
  return made
}

let rightsByRole: Map<string, { rights: string[]; admin: boolean }> | null = null
/** The principal of one of the world's accounts, as its session would know it. */
export async function principals(url: string): Promise<Record<Login, Principal>> {
  if (!rightsByRole) {
    const c = new pg.Client({ connectionString: url })
    await c.connect()
    const r = await c.query<{ actor: string; name: string; rights: string[]; is_admin: boolean }>('select actor, name, rights, is_admin from accounts.roles')
    rightsByRole = new Map(r.rows.map((x) => [`${x.actor}/${x.name}`, { rights: x.rights, admin: x.is_admin }]))
    await c.end()
  }
  return Object.fromEntries(
    people.map(([login, name, orgName, role]) => {
      const org = orgs.find((o) => o.name === orgName) as Org
      const r = rightsByRole?.get(`${org.kind}/${role}`)
      if (!r) throw new Error(`no role ${org.kind}/${role}`)
      const p: Principal = {
        accountId: idOf(`account ${login}`),
        name,
        actor: org.kind as ActorKind,
        organisationId: idOf(orgName),
        organisationName: orgName,
        region: org.kind === 'province' ? org.region : org.kind === 'city' ? org.region : org.kind === 'school' ? (org.region === '440000' ? '440300' : '110100') : org.region,
        roleName: role,
        isAdmin: r.admin,
        rights: r.rights,
        charge: null,
        isPilot: orgName !== '未试点学院',
        mustChangePassword: false,
      }
      return [login, p]
    }),
  ) as Record<Login, Principal>
}
