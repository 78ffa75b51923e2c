import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { addInvigilator, certifyQualifications, invigilator } from '#invigilators'
import { rows, sql } from '#kit/server/sql.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idNumber, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import * as op from '../index.ts'
import { sittingTime } from '../times.ts'
import { aRoom, anExam, b, borrow, credentialId, enrol, people, seatsIn, type Exam } from './an-exam.ts'
import { exported } from './making.ts'

let t: TestHouse
let who: Record<Login, Principal>
let exam: Exam
let teacherNo: string
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  exam = await anExam(t)
  await borrow(t, exam, b)
  await enrol(t, exam, await people(t, '北方工业大学', 2))
  await enrol(t, exam, await people(t, '学校乙', 2))
  const roomId = await aRoom(t, exam, '101', 30)
  await aRoom(t, exam, '102', 10, { subjects: [exam.practical] })
  await t.clock(exam.open)
  await t.as(who.org_a, op.arrange, { ids: [exam.written] })
  const made = await t.as(who.sch, addInvigilator, { name: '李伟', idType: '身份证', idNo: idNumber(990), mobile: '18512340926', credentialIds: [credentialId] })
  teacherNo = made.teacherNo
  await t.as(who.org_a, certifyQualifications, { ids: [(await t.as(who.sch, invigilator, { id: made.id })).qualifications[0]?.id as string] })
  await t.as(who.sch, op.assignWatcher, { roomId, lineSubjectId: exam.written, invigilatorId: made.id })
})
afterAll(() => t.close())
const filter = () => ({ planName: exam.number })
const credential = '智能新能源汽车职业技能等级证书'
const siteName = `北方工业大学${credential}(初级)考核站点`

test('P-5.2.8.1-05 X6 one row per subject and room; a borrower its own heads; ticked subjects, else all', async () => {
  const [head, ...all] = await exported(t, who.sch, 'arrangements', { filter: filter() })
  expect(head).toEqual(['考试计划', '考试证书', '证书等级', '考试科目', '考试方式', '考试时间', '考核站点', '考场名称', '考场类型', '考位数', '排考人数', '状态'])
  const times = [sittingTime(exam.writtenStart, exam.writtenEnd), sittingTime(exam.practicalStart, exam.practicalEnd)]
  expect(all).toEqual([
    [`考试计划${exam.number}`, credential, '初级', '笔试科目', '笔试', times[0], siteName, '101', '笔试考场、实操考场', '30', '4', '已排完'],
    [`考试计划${exam.number}`, credential, '初级', '实操科目', '实操', times[1], siteName, '101', '笔试考场、实操考场', '30', '0', '未排考'],
    [`考试计划${exam.number}`, credential, '初级', '实操科目', '实操', times[1], siteName, '102', '笔试考场、实操考场', '10', '0', '未排考'],
  ])
  const theirs = await exported(t, who.sch_b, 'arrangements', { filter: filter() })
  expect(theirs.slice(1).map((r) => [r[3], r[7] ?? '', r[10] ?? ''])).toEqual([['笔试科目', '101', '2'], ['实操科目', '', '']])
  expect(await exported(t, who.sch, 'arrangements', { filter: {}, ids: [exam.written] })).toHaveLength(2)
  expect(await exported(t, who.org_b, 'arrangements', { filter: filter() })).toHaveLength(1)
})

test('SC-08 P-5.2.8.2-07 X7 A25 one row per room and subject: people with 准考证号, 监考人员 with JE number', async () => {
  const [head, ...all] = await exported(t, who.sch, 'places', { filter: filter() })
  expect(head).toEqual(['考试计划', '考场名称', '所属院校', '所在地区', '考核站点', '考核单位', '考试证书', '证书等级', '考试科目', '考试方式', '考试时间', '排考人数', '准考证姓名(编号)', '监考人员姓名(编号)', '监考人员所在区域(院校)'])
  const seats = await seatsIn(t, exam.written)
  expect(all).toHaveLength(1)
  expect(all[0]?.slice(0, 12)).toEqual([`考试计划${exam.number}`, '101', '北方工业大学', '北京市', siteName, '评价组织甲', credential, '初级', '笔试科目', '笔试', sittingTime(exam.writtenStart, exam.writtenEnd), '4'])
  expect(all[0]?.[12]?.split('、').map((p) => /\((\d{26})\)$/.exec(p)?.[1])).toEqual(seats.map((s) => s.ticketNo))
  expect(all[0]?.slice(13)).toEqual([`李伟(${teacherNo})`, '北京市(北方工业大学)'])
  const theirs = await exported(t, who.sch_b, 'places', { filter: filter() })
  expect(theirs[1]?.[11]).toBe('2')
  expect(theirs[1]?.[12]?.split('、').map((p) => /\((\d{26})\)$/.exec(p)?.[1])).toEqual(seats.filter((s) => s.schoolId === b).map((s) => s.ticketNo))
})

test('P-5.2.8.3-02 X8 P-0-03 排考明细: masked for a school, in clear with an access row each for the awarding body', async () => {
  const [head, ...mine] = await exported(t, who.sch_b, 'seats', { filter: filter(), sort: 'candidateNo' })
  expect(head).toEqual(['考试计划', '考生姓名', '考生编号', '证件号码', '所属院校', '报考证书', '证书等级', '考试科目', '考试方式', '考试时间', '考核站点', '考点地址', '考场名称', '座位号', '准考证号', '报考状态'])
  expect(mine.map((r) => [r[4], r[7], r[15]])).toEqual(expect.arrayContaining([['学校乙', '笔试科目', '待考试'], ['学校乙', '实操科目', '未排考']]))
  expect(mine).toHaveLength(4)
  expect(mine.every((r) => /^\d{3}\*{5}\w{4}$/.test(r[3] as string))).toBe(true)
  const all = (await exported(t, who.org_a, 'seats', { filter: filter(), tab: 'awaiting' })).slice(1)
  expect(all.map((r) => r[3]).toSorted()).toEqual([0, 1, 401, 402].map((i) => idNumber(i)).toSorted())
  const [looked] = await t.db((tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from people.unmaskings where organisation_id = ${who.org_a.organisationId} and why = '排考明细'`))
  expect(looked?.n).toBe(4)
})
