import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCandidates } from '#candidates'
import type { Principal } from '#kit/pure/who.ts'
import { rows, run, sql } from '#kit/server/sql.ts'
import { startImport, undoImport } from '#transfers'
import { addPlan, certificate, importRows, personOf, plan, uploadRows } from '../../../../seeds/enrolling.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidates, idNumber, idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { enrolByCertificate, enrolBySubject, listEnrolImports, listEnrolments } from '../index.ts'
import { importBySubject } from '../server/import-enrolments.ts'
import { noItem, numbered, subjectRow, within } from './part.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
})
afterAll(() => t.close())

const sheet = 'enrolments.bySubject'
const head = ['考生姓名', '证件类型', '证件号码', '科目编号', '科目名称', '参考对象类型']
type Person = { name: string; idType: '身份证'; idNo: string }
const line = (p: Person, no: string, name = '', type = '') => [p.name, p.idType, p.idNo, no, name, type]
const messagesOf = (r: { fields?: readonly { message: string }[] }): string[] => (r.fields ?? []).map((f) => f.message)
const add = async (from: number, count = 1, school = '北方工业大学') =>
  Promise.all((await addCandidates(t.url, school, count, from)).map((id) => personOf(t, id)))
const asks = (p: Person, subjectNo = '50800001101', planId = plan) => ({
  planId,
  credentialId: certificate,
  ...p,
  subjectNo,
})

test('SC-06.6 P-5.2.6-03 P-5.2.6-08 a row registers one 科目; the same again, and the other way, are told', async () => {
  const [p, q] = (await add(1, 2)) as [Person, Person]
  await t.as(who.sch, enrolByCertificate, { planId: plan, ...q, certNo: '50800001' })
  const done = await importRows(t, who.sch, sheet, { planId: plan, credentialId: certificate }, [
    head,
    line(p, '50800001101', '笔试科目'),
    line(p, '50800001101'),
    line(p, '50800001103'),
    line(p, '50800001102', '笔试科目'),
    line(q, '50800001101'),
  ])
  expect(done.reasons).toEqual({
    3: '该考生已报考该科目（与第2行重复）',
    4: '科目不在该考试计划和证书内',
    5: '科目编号与科目名称不一致',
    6: '该考生已按其他方式报考该证书',
  })
  expect(done.view).toMatchObject({ okCount: 1, failCount: 4 })
  expect(messagesOf(await t.refused(who.sch, enrolBySubject, asks(p)))).toEqual(['该考生已报考该科目'])
  expect(messagesOf(await t.refused(who.sch, enrolByCertificate, { planId: plan, ...p, certNo: '50800001' }))).toEqual([
    '该考生已按其他方式报考该证书',
  ])
  const list = await t.as(who.sch, listEnrolments, { filter: { mode: 'subject' } })
  expect(list.rows.map((r) => [r.name, r.subjectName, r.mode, r.status, r.payStatus])).toEqual([
    [p.name, '笔试科目', 'subject', 'unseated', 'unpaid'],
  ])
  expect((await t.as(who.sch, listEnrolImports, { filter: { mode: 'subject' } })).rows[0]).toMatchObject({
    okCount: 1,
    failCount: 4,
  })
})

test('P-5.2.6-03 spec 3.12 a second 科目 joins the registration: 已报考证书 counts the certificate once', async () => {
  const [p] = (await add(10)) as [Person]
  await t.as(who.sch, enrolBySubject, asks(p))
  await t.as(who.sch, enrolBySubject, asks(p, '50800001102'))
  const list = await t.as(who.sch, listEnrolments, { filter: { idNo: idNumber(10) } })
  expect(new Set(list.rows.map((r) => r.enrolmentId)).size).toBe(1)
  expect(list.rows.map((r) => r.subjectNo).toSorted()).toEqual(['50800001101', '50800001102'])
  const [c] = (await t.as(who.sch, listCandidates, { tab: 'student', filter: { idNo: idNumber(10) } })).rows
  expect(c?.enrolledCount).toBe(1)
})

test('P-5.2.6-03 the plan must be chosen, then a certificate of it that can be registered by 科目', async () => {
  const [p] = (await add(14)) as [Person]
  expect(
    messagesOf(await t.refused(who.sch, enrolBySubject, { ...asks(p), planId: undefined, credentialId: undefined })),
  ).toEqual(['请先选择考试计划', '请先选择考核证书'])
  const upload = (given: Record<string, string>) =>
    t.refused(who.sch, startImport, { sheet, given, fileId: idOf('no file') })
  expect(messagesOf(await upload({}))).toEqual(['请先选择考试计划', '请先选择考核证书'])
  expect(messagesOf(await upload({ planId: plan }))).toEqual(['请先选择考核证书'])
  expect(
    (await t.refused(who.sch, enrolBySubject, { ...asks(p), credentialId: idOf('credential 50900001') })).says,
  ).toBe('考核证书不在该考试计划内')
  const other = await addPlan(t, '只按证书')
  await t.db((tx) =>
    run(tx, sql`update exam_plans.line_fees set allows_by_subject = false where line_id = ${other.line}`),
  )
  expect((await t.refused(who.sch, enrolBySubject, asks(p, undefined, other.id))).says).toBe(
    '该证书在该考试计划内不能按科目报考',
  )
  await expect(
    uploadRows(t, who.sch, sheet, { planId: other.id, credentialId: certificate }, [head, line(p, '50800001101')]),
  ).rejects.toThrow('不能按科目报考')
  await t.db((tx) =>
    run(
      tx,
      sql`update exam_plans.line_fees set allows_by_subject = true, allows_by_certificate = false where line_id = ${other.line}`,
    ),
  )
  expect(
    messagesOf(await t.refused(who.sch, enrolByCertificate, { planId: other.id, ...p, certNo: '50800001' })),
  ).toEqual(['该证书在该考试计划内不能按证书报考'])
})

test('P-5.2.6-08 a person whom another school registered by 科目 is not added to', async () => {
  const [here] = (await add(20)) as [Person]
  const [there] = (await add(20, 1, '学校乙')) as [Person]
  await t.as(who.sch_b, enrolBySubject, asks(there))
  expect(messagesOf(await t.refused(who.sch, enrolBySubject, asks(here, '50800001102')))).toEqual([
    '该考生已报考该证书',
  ])
  expect(messagesOf(await t.refused(who.sch, enrolBySubject, asks(here)))).toEqual(['该考生已报考该科目'])
})

test('P-5.2.6-08 thirty presses for the same 科目 at once register it once; two 科目 at once become one registration', async () => {
  const [p, q] = (await add(30, 2)) as [Person, Person]
  const same = await Promise.allSettled(Array.from({ length: 30 }, () => t.as(who.sch, enrolBySubject, asks(p))))
  expect(same.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  await Promise.all([t.as(who.sch, enrolBySubject, asks(q)), t.as(who.sch, enrolBySubject, asks(q, '50800001102'))])
  const list = await t.as(who.sch, listEnrolments, { filter: { idNo: idNumber(31) } })
  expect(list.rows).toHaveLength(2)
  expect(new Set(list.rows.map((r) => r.enrolmentId)).size).toBe(1)
})

test('P-5.2.6-10 the warning counts persons, not 科目, also over several parts of one import', async () => {
  const p = await addPlan(t, '按科目未认证')
  const [id] = await addCandidates(t.url, '北方工业大学', 1, 40, 'no-photo')
  const person = await personOf(t, id as string)
  const importId = await uploadRows(t, who.sch, sheet, { planId: p.id, credentialId: certificate }, [
    head,
    line(person, '50800001101'),
    line(person, '50800001102'),
  ])
  const part = (no: string) =>
    within(t, who.sch, importBySubject as never, (inside, scope) =>
      importBySubject.apply(
        inside,
        scope,
        { planId: p.id, credentialId: certificate },
        numbered([subjectRow(person, no)]) as never,
        importId,
        noItem,
      ),
    )
  expect((await part('50800001101')).notes).toEqual({ notVerified: 1 })
  expect((await part('50800001102')).notes).toEqual({ notVerified: 0 })
})

test('P-0-06 taking an import back leaves the 科目 that another import registered, and the registration with it', async () => {
  const [p] = (await add(44)) as [Person]
  await t.as(who.sch, enrolBySubject, asks(p))
  const { id } = await importRows(t, who.sch, sheet, { planId: plan, credentialId: certificate }, [
    head,
    line(p, '50800001102'),
  ])
  await t.as(who.sch, undoImport, { importId: id })
  const list = await t.as(who.sch, listEnrolments, { filter: { idNo: idNumber(44) } })
  expect(list.rows.map((r) => r.subjectName)).toEqual(['笔试科目'])
  const [c] = (await t.as(who.sch, listCandidates, { tab: 'student', filter: { idNo: idNumber(44) } })).rows
  expect(c?.enrolledCount).toBe(1)
})

test('P-5.2.1-03 the type that a later 科目 needs is noted; another one than before is told', async () => {
  const p = await addPlan(t, '按科目参考对象')
  await t.db(async (tx) => {
    const made = await rows<{ id: string; name: string }>(
      tx,
      sql`insert into credentials.target_types (credential_id, name) select ${certificate}, x from unnest(${['中职学生', '高职学生']}::text[]) x returning id, name`,
    )
    for (const m of made)
      await run(tx, sql`insert into credentials.subject_targets values (${idOf('subject 50800001102')}, ${m.id})`)
  })
  const [q, r] = (await add(50, 2)) as [Person, Person]
  await t.as(who.sch, enrolBySubject, asks(q, '50800001101', p.id))
  expect(messagesOf(await t.refused(who.sch, enrolBySubject, asks(q, '50800001102', p.id)))).toEqual([
    '请填写参考对象类型',
  ])
  await t.as(who.sch, enrolBySubject, { ...asks(q, '50800001102', p.id), targetType: '中职学生' })
  const [note] = await t.db((tx) =>
    rows<{ name: string }>(
      tx,
      sql`select tt.name from enrolments.enrolments e join credentials.target_types tt on tt.id = e.target_type_id where e.session_id = ${p.id}`,
    ),
  )
  expect(note?.name).toBe('中职学生')
  await t.as(who.sch, enrolBySubject, { ...asks(r, '50800001101', p.id), targetType: '中职学生' })
  expect(
    messagesOf(await t.refused(who.sch, enrolBySubject, { ...asks(r, '50800001102', p.id), targetType: '高职学生' })),
  ).toEqual(['参考对象类型不正确'])
})
