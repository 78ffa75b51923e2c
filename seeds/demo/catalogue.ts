import { addAuthority, addAwardingBody, addCity, registerSchool } from '#accounts'
import { addNationalSchool, addToLibrary, awardingBody, completeProfile, editOwnBody, openEntries, school } from '#organisations'
import { addCredential, addMajor, addStandard, addSubject, enableSiteStandard, publishCredentials, publishSkillStandards, publishSubjects } from '#credentials'
import { addPlan, approveDeclaration, declaration, listPlans, publishPlan, submitDeclaration } from '#pilots'
import { approveSite, site, submitSite } from '#sites'
import { thePublic } from '#kit/server/context.ts'
import type { Principal } from '#kit/pure/who.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { cleanSeal } from '#packages/photo/index.ts'
import { drawnSeals } from './people.ts'
import type { Stage } from './stage.ts'

export interface Catalogue {
  readonly prv: Principal
  readonly org: Principal
  readonly host: Principal
  readonly guest: Principal
  readonly credentialId: string
  readonly subjectIds: readonly string[]
  readonly majorIds: Readonly<Record<string, string>>
  readonly siteId: string
}
const majors = [
  ['460702', '新能源汽车技术'],
  ['500211', '汽车检测与维修技术'],
  ['510107', '汽车智能技术'],
  ['530302', '大数据与会计'],
] as const
const beijing = { provinceCode: '110000', cityCode: '110100' }
const schools = [
  ['北方工业大学', '4111010009'],
  ['京华职业学院', '4111014073'],
  ['首都交通职业学院', '4111012569'],
] as const

/** Everything before the first examination: authorities, bodies, catalogue, 申报 and 考核站点. */
export async function makeCatalogue(stage: Stage, ops: Principal): Promise<Catalogue> {
  const { as } = stage
  await as(ops, addAuthority, { name: '北京市教育委员会', regionCode: '110000', loginName: 'prv_beijing', adminName: '陈省厅', adminMobile: '13800000101' })
  const prv = await stage.firstSignIn('province', 'prv_beijing', await stage.passwordFor('prv_beijing'))
  await as(prv, addCity, { name: '北京市市辖区教育局', regionCode: '110100', loginName: 'cty_beijing', adminName: '李地市', adminMobile: '13800000102' })
  await stage.firstSignIn('city', 'cty_beijing', await stage.passwordFor('cty_beijing'))
  const body = { name: '国汽智能职业技能评价中心', orgCode: '508', creditCode: '91350100M000100Y43', contactName: '赵评价', contactPhone: '010-65000000', regionCode: '110000' }
  await as(ops, addAwardingBody, { ...body, loginName: 'org_guoqi', adminName: '赵评价', adminMobile: '13800000103' })
  const org = await stage.firstSignIn('awarding-body', 'org_guoqi', await stage.passwordFor('org_guoqi'))
  await uploadSeals(stage, org, body.name)

  const majorIds: Record<string, string> = {}
  for (const [code, name] of majors) majorIds[code] = (await as(ops, addMajor, { code, versionName: '2021年版', name, eduLevel: '高职专科' })).id
  const own = ['460702', '500211', '510107'].map((c) => majorIds[c] as string)
  const { credentialId, subjectIds } = await makeCredential(stage, ops, org, own)

  const year = Number((await stage.now()).slice(0, 4))
  const at = async (days: number): Promise<string> => new Date(Date.parse(await stage.now()) + days * 86_400_000).toISOString()
  const plan = await as(prv, addPlan, { year, batch: '第一批', startAt: await at(-1), endAt: await at(120), isByMajor: true, needsCityReview: false, scope: 'all', credentialIds: [] })
  await as(prv, publishPlan, { id: plan.id, version: 1 })

  for (const [name, code] of schools) {
    const national = await as(ops, addNationalSchool, { name, code, ...beijing })
    await as(prv, addToLibrary, { nationalSchoolId: national.id })
  }
  const host = await makeSchool(stage, prv, '北方工业大学', '4111010009', '13800000201', credentialId, majorIds)
  const guest = await makeSchool(stage, prv, '京华职业学院', '4111014073', '13800000202', credentialId, majorIds)
  const siteId = await makeSite(stage, host, org, credentialId)
  return { prv, org, host, guest, credentialId, subjectIds, majorIds, siteId }
}

async function uploadSeals(stage: Stage, org: Principal, name: string): Promise<void> {
  const seals = await drawnSeals(name, '赵评价')
  const save = async (bytes: Buffer, file: string): Promise<string> => {
    const clean = await cleanSeal(bytes)
    return (await asTheSystem(stage.house.database, 'demo upload', (tx) => stage.house.files.save(tx, { purpose: 'seal', name: file, type: 'image/png', bytes: clean, owner: org.organisationId, by: org.accountId }))).id
  }
  const b = await stage.as(org, awardingBody, {})
  await stage.as(org, editOwnBody, {
    version: b.version, contactName: b.contactName, contactPhone: b.contactPhone, address: '北京市海淀区学院路1号',
    officialSealFileId: await save(seals.official, '公章.png'), signatureSealFileId: await save(seals.signature, '签名章.png'),
  })
}
async function makeCredential(stage: Stage, ops: Principal, org: Principal, majorIds: string[]): Promise<{ credentialId: string; subjectIds: string[] }> {
  const { as } = stage
  const name = '智能新能源汽车职业技能等级证书'
  const credential = await as(org, addCredential, { certNo: '50800001', name, level: '初级', passCondition: '全科合格', majorIds })
  const middle = await as(org, addCredential, { certNo: '50800003', name, level: '中级', passCondition: '全科合格', majorIds })
  await as(ops, publishCredentials, { ids: [credential.id, middle.id] })
  const subject = async (n: string, mode: '笔试' | '实操') =>
    (await as(org, addSubject, { credentialId: credential.id, subjectNo: `50800001${n}`, name: `${mode}科目`, mode, roomType: `${mode}考场`, targetTypeIds: [], fullScore: 100, passScore: 60 })).id
  const subjectIds = [await subject('101', '笔试'), await subject('102', '实操')]
  await as(org, publishSubjects, { ids: subjectIds })
  const standard = { credentialId: credential.id, versionNo: '2.0', publishDate: '2026-03-01' }
  const skill = await as(org, addStandard, { kind: 'skill', title: `${name}标准（初级）`, content: '<p>面向新能源汽车装调、检测与维护岗位的初级技能要求。</p>', ...standard })
  await as(org, publishSkillStandards, { ids: [skill.id] })
  const place = await as(org, addStandard, { kind: 'site', title: '考核站点建设标准（初级）', content: '<p>笔试考位不少于30个，实操工位不少于10个，配备高压安全防护用具。</p>', ...standard })
  await as(org, enableSiteStandard, { id: place.id })
  return { credentialId: credential.id, subjectIds }
}
async function makeSchool(stage: Stage, prv: Principal, name: string, code: string, mobile: string, credentialId: string, majorIds: Record<string, string>): Promise<Principal> {
  const { as } = stage
  const entry = (await as(thePublic, openEntries, { cityCode: '110100' })).find((e) => e.name === name)
  if (!entry) throw new Error(`no library entry ${name}`)
  await as(thePublic, registerSchool, { ...beijing, libraryEntryId: entry.id, mobile, ...(await stage.answeredCode()) })
  const loginName = `S${code}`
  const fresh = await stage.firstSignIn('school', loginName, await stage.passwordFor(loginName))
  const profile = await as(fresh, school, {})
  await as(fresh, completeProfile, { version: profile.version, schoolType: '高职专科', address: '北京市石景山区晋元庄路5号', contactName: '周教务', contactMobile: mobile })
  const plan = (await as(fresh, listPlans, {})).rows[0]
  if (!plan) throw new Error('no plan')
  const major = (c: string, studentCount: number, teacherCount: number, applyCount: number) => ({ majorId: majorIds[c] as string, studentCount, teacherCount, applyCount })
  const declared = await as(fresh, submitDeclaration, {
    planId: plan.id, credentialId, majors: [major('460702', 320, 18, 120), major('500211', 260, 15, 80)],
    teacherInfo: '<p>专任教师33人，其中双师型27人，持有考评员培训证书12人。</p>', siteInfo: '<p>新能源汽车实训中心1200平方米，工位48个。</p>',
  })
  const seen = await as(prv, declaration, { id: declared.id })
  await as(prv, approveDeclaration, { id: declared.id, version: seen.version })
  return stage.again('school', loginName)
}
async function makeSite(stage: Stage, host: Principal, org: Principal, credentialId: string): Promise<string> {
  const made = await stage.as(host, submitSite, { credentialId, regionCode: '110107', address: '北京市石景山区晋元庄路5号实训楼', capacity: 200, managerName: '孙站长', managerMobile: '13800000301' })
  const seen = await stage.as(org, site, { id: made.id })
  await stage.as(org, approveSite, { id: made.id, version: seen.version })
  return made.id
}
