import { candidateSheet, certifyCandidates, confirmCandidate, listCandidates, photoSheet } from '#candidates'
import { byCertificateSheet } from '#enrolments'
import { assignSite, plan, publishPlan, savePlan } from '#exam-plans'
import { confirmPayments, generateByCertificate } from '#fees'
import { setRoom } from '#rooms'
import type { Principal } from '#kit/pure/who.ts'
import type { Catalogue } from './catalogue.ts'
import { demoPerson, photoArchive } from './people.ts'
import type { Stage } from './stage.ts'

const day = 86_400_000
export interface PlanTimes {
  readonly register: readonly [number, number]
  readonly arrange: readonly [number, number]
  readonly written: number
  readonly practical: number
  readonly score: readonly [number, number]
  readonly publication: readonly [number, number]
}
export interface Examination {
  readonly planId: string
  readonly lineSubjectIds: readonly string[]
}

/** 考试计划 with its windows in days from now, published; both schools take part, the second borrows the site. */
export async function makePlan(stage: Stage, c: Catalogue, name: string, times: PlanTimes): Promise<Examination> {
  const { as } = stage
  const base = Date.parse(await stage.now())
  const at = (days: number, hour = 0): string => new Date(Math.floor((base + days * day) / day) * day + (hour - 8) * 3_600_000).toISOString()
  const made = await as(c.org, savePlan, {
    name, year: Number((await stage.now()).slice(0, 4)),
    windows: {
      registerStart: new Date(base + times.register[0] * day).toISOString(), registerEnd: at(times.register[1], 17), arrangeStart: at(times.arrange[0], 9), arrangeEnd: at(times.arrange[1], 17),
      scoreStart: at(times.score[0], 9), scoreEnd: at(times.score[1], 17), publicStart: at(times.publication[0], 9), publicEnd: at(times.publication[1], 17),
    },
    lines: [
      {
        credentialId: c.credentialId, modes: ['certificate', 'subject'], fee: 200,
        subjects: [
          { subjectId: c.subjectIds[0] as string, startsAt: at(times.written, 9), endsAt: at(times.written, 11), fee: 80 },
          { subjectId: c.subjectIds[1] as string, startsAt: at(times.practical, 9), endsAt: at(times.practical, 12), fee: 120 },
        ],
      },
    ],
    isAllSchools: true, schoolIds: [], isPayRequired: false, payMethod: '线下转账：中国工商银行 0200 2006 1900 0000 123，请在附言中注明缴费单号',
    notice: '<p>考生须携带准考证和身份证原件，提前30分钟到达考场；迟到15分钟不得入场。</p><p>实操科目须穿工装和绝缘鞋，服从考场人员安排。</p>',
  })
  await as(c.org, publishPlan, { id: made.id, version: (await as(c.org, plan, { id: made.id })).version })
  const seen = await as(c.org, plan, { id: made.id })
  const lineSubjectIds = seen.lines.flatMap((l) => l.subjects.map((s) => s.id))
  await as(c.org, assignSite, { sessionId: made.id, credentialId: c.credentialId, schoolIds: [c.guest.organisationId as string], siteId: c.siteId })
  return { planId: made.id, lineSubjectIds }
}

/** Candidates by sheet and photos by archive; 认证, and 人工确认 of those the stand-in does not match. */
export async function enterCandidates(stage: Stage, school: Principal, from: number, count: number, certify: boolean): Promise<void> {
  const people = Array.from({ length: count }, (_, i) => demoPerson(from + i))
  await stage.importRows(
    school, candidateSheet, { kind: 'student' },
    people.map((p, i) => {
      const isFirst = i % 3 !== 2
      return {
        name: p.name, namePinyin: p.pinyin, idType: '身份证', idNo: p.idNo, gender: '', mobile: p.mobile, majorName: isFirst ? '新能源汽车技术' : '汽车检测与维修技术',
        majorCode: isFirst ? '460702' : '500211', majorVersion: '2021年版', eduLevel: '高职专科', enrollYear: '2024',
      }
    }),
  )
  await stage.importFile(school, photoSheet, { kind: 'student' }, { name: '学生照片.zip', bytes: await photoArchive(people, from) })
  if (!certify) return
  const list = async (status: string) => (await stage.as(school, listCandidates, { tab: 'student', filter: { status }, size: 100 })).rows
  await stage.as(school, certifyCandidates, { ids: (await list('unverified')).map((r) => r.id) })
  await stage.until('认证', async () => (await list('unverified')).length === 0)
  for (const r of await list('needs-check')) await stage.as(school, confirmCandidate, { id: r.id, version: r.version })
}
/** 按证书导入报考, then 缴费申请单 and its confirmation. */
export async function enrol(stage: Stage, c: Catalogue, exam: Examination, school: Principal, from: number, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, i) => demoPerson(from + i))
  await stage.importRows(
    school, byCertificateSheet, { planId: exam.planId },
    people.map((p) => ({ name: p.name, idType: '身份证', idNo: p.idNo, certNo: '50800001', certName: '智能新能源汽车职业技能等级证书', certLevel: '初级', targetType: '' })),
  )
  const request = await stage.as(school, generateByCertificate, { planId: exam.planId, credentialId: c.credentialId })
  await stage.as(c.org, confirmPayments, { ids: [request.id] })
}
export async function makeRooms(stage: Stage, c: Catalogue, exam: Examination, names: readonly (readonly [string, number])[]): Promise<void> {
  for (const [name, seatCount] of names)
    await stage.as(c.host, setRoom, {
      sessionId: exam.planId, siteId: c.siteId, credentialId: c.credentialId, lineSubjectIds: [...exam.lineSubjectIds], name, seatCount, address: '实训楼一层', acceptMixedModes: true,
    })
}
