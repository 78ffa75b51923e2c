import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { exportState, importProblems, startExport, undoImport } from '#transfers'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { idOf, principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import { readSheet } from './reading.ts'
import * as op from '../index.ts'
import { first, foreign, form, freshNumber, imported, pilot, second } from './a-teacher.ts'

let t: TestHouse
let who: Record<Login, Principal>
beforeAll(async () => {
  t = await testHouse(testWorld)
  who = await principals(t.url)
  await pilot(t, '北方工业大学', foreign, '评价组织乙')
})
afterAll(() => t.close())

const add = (more: object = {}, by: Principal = who.sch) => t.as(by, op.addInvigilator, form(more))
const seen = (id: string) => t.as(who.sch, op.invigilator, { id })
const qualificationOf = async (id: string, credentialId = first) =>
  (await seen(id)).qualifications.find((q) => q.credentialId === credentialId)?.id as string
const certify = (...ids: string[]) => t.as(who.org_a, op.certifyQualifications, { ids })
const letters = (to: string) =>
  t.db((tx) => rows<{ title: string; text: string }>(tx, sql`select title, text from messages.messages where to_organisation = ${idOf(to)} order by at desc, id limit 3`))

test('SC-13 P-5.2.11-02 S12.1 新增: two certificates of two awarding bodies are 待认证 each, with a JE number and a letter', async () => {
  const made = await add({ credentialIds: [first, foreign] })
  expect(made.teacherNo).toMatch(/^JE\d{5}$/)
  const detail = await seen(made.id)
  expect(detail.qualifications.map((q) => [q.certNo, q.status])).toEqual([['50800001', 'pending'], ['50900001', 'pending']])
  expect(detail).toMatchObject({ mobileMasked: '185****0926', schoolName: '北方工业大学', idType: '身份证' })
  expect(detail.idMasked).toMatch(/^110\*{5}\w{4}$/)
  expect((await letters('评价组织乙'))[0]).toMatchObject({ title: '监考人员待认证', text: '北方工业大学提交了1个监考证书，等待认证。' })
})
test('P-5.2.11-02 bad input: no certificate, a known person, a certificate that is not piloted, wrong numbers', async () => {
  expect((await t.refused(who.sch, op.addInvigilator, form({ credentialIds: [] }))).fields).toContainEqual({ path: 'credentialIds', message: '请选择监考证书' })
  const idNo = freshNumber()
  await add({ idNo })
  expect((await t.refused(who.sch, op.addInvigilator, form({ idNo: idNo.toLowerCase() }))).says).toBe('该监考人员已存在')
  expect((await t.refused(who.sch, op.addInvigilator, form({ credentialIds: [first, second] }))).says).toBe('该证书非本校试点证书')
  expect((await t.refused(who.sch, op.addInvigilator, form({ mobile: '12345' }))).fields).toEqual([{ path: 'mobile', message: '手机号码格式不正确' }])
  expect((await t.refused(who.sch, op.addInvigilator, form({ idNo: '110101199909091' }))).code).toBe('invalid')
})
test('P-5.2.11-02 the same person may be filed by another school', async () => {
  const idNo = freshNumber()
  await add({ idNo })
  await expect(add({ idNo }, who.sch_b)).resolves.toHaveProperty('id')
})
test('P-0-02 others see nothing: another school, a role without the right, the province', async () => {
  const { id } = await add()
  expect((await t.refused(who.sch_b, op.invigilator, { id })).code).toBe('not-found')
  expect((await t.refused(who.sch_b, op.deleteInvigilator, { id })).code).toBe('not-found')
  expect((await t.refused(who.sch_cand, op.listInvigilators, { filter: {} })).status).toBe(403)
  expect((await t.refused(who.sch_read, op.addInvigilator, form())).status).toBe(403)
  expect((await t.refused(who.prv, op.listInvigilators, { filter: {} })).status).toBe(403)
  expect((await t.refused(who.sch, op.certifyQualifications, { ids: [await qualificationOf(id)] })).status).toBe(403)
})
test('P-5.2.11-01 query by name, number, certificate and 认证状态', async () => {
  const { id, teacherNo } = await add({ name: '欧阳若兰' })
  const found = async (filter: object) => (await t.as(who.sch, op.listInvigilators, { filter })).rows.map((r) => r.id)
  expect(await found({ name: '若兰' })).toEqual([id])
  expect(await found({ teacherNo: teacherNo.toLowerCase() })).toEqual([id])
  expect(await found({ name: '若兰', status: 'certified' })).toEqual([])
  expect(await found({ name: '若兰', certName: '新能源', certLevel: '初级' })).toEqual([id])
  expect(await found({ name: '若兰', certLevel: '高级' })).toEqual([])
})

test('SC-13 P-5.2.11-09 S12.2 S12.3 each awarding body decides on its own certificates and sees no others', async () => {
  const { id, teacherNo } = await add({ credentialIds: [first, foreign] })
  const listed = async (by: Principal) => (await t.as(by, op.listQualifications, { tab: 'pending', filter: { teacherNo } })).rows
  const [mine] = await listed(who.org_a)
  const [theirs] = await listed(who.org_b)
  expect([mine?.certNo, theirs?.certNo]).toEqual(['50800001', '50900001'])
  expect(await listed(who.org_a)).toHaveLength(1)
  expect((await t.refused(who.org_a, op.qualification, { id: theirs?.id })).code).toBe('not-found')
  expect((await t.refused(who.org_a, op.certifyQualifications, { ids: [theirs?.id] })).code).toBe('not-found')
  await certify(mine?.id as string)
  expect((await t.refused(who.org_b, op.refuseQualifications, { ids: [theirs?.id], reason: ' ' })).fields?.[0]?.message).toBe('请填写不通过原因')
  await t.as(who.org_b, op.refuseQualifications, { ids: [theirs?.id as string], reason: '未参加考评员培训' })
  const detail = await seen(id)
  expect(detail.qualifications.map((q) => q.status)).toEqual(['certified', 'refused'])
  expect(detail.qualifications[1]?.timeline.map((e) => [e.label, e.reason])).toEqual([['新增监考人员', null], ['不通过', '未参加考评员培训']])
  expect((await letters('北方工业大学'))[0]?.text).toContain('未参加考评员培训')
})
test('P-0-04 P-0-08 what is decided is not decided again; one unfit row stops the batch and is named', async () => {
  const [a, b] = [await add(), await add()]
  const [qa, qb] = [await qualificationOf(a.id), await qualificationOf(b.id)]
  await certify(qa)
  expect((await t.refused(who.org_a, op.certifyQualifications, { ids: [qa] })).says).toBe('数据状态已变更，请刷新后重试')
  expect((await t.refused(who.org_a, op.refuseQualifications, { ids: [qb, qa], reason: '重复' })).says).toBe('所选数据中第2条不符合条件：认证状态不是待认证')
  expect((await seen(b.id)).qualifications[0]?.status).toBe('pending')
  expect((await t.refused(who.org_a, op.certifyQualifications, { ids: [] })).fields?.[0]?.message).toBe('请先选择数据')
})

test('SC-13 P-5.2.11-04 编辑: an 已认证 certificate stays, another goes; a refused one is sent again by 保存', async () => {
  const { id } = await add({ credentialIds: [first, foreign] })
  await certify(await qualificationOf(id))
  const version = async () => (await seen(id)).version
  const edit = async (more: object) => ({ id, version: await version(), credentialIds: [first, foreign], ...more })
  expect(await t.refused(who.sch, op.editInvigilator, await edit({ credentialIds: [foreign] }))).toMatchObject({
    says: '已认证的监考证书不能删除',
    way: '保留智能新能源汽车职业技能等级证书(初级)后再保存',
  })
  expect((await t.refused(who.sch, op.editInvigilator, await edit({ name: '李维' }))).code).toBe('identity-fixed')
  expect((await t.refused(who.sch, op.editInvigilator, await edit({ idNo: freshNumber() }))).code).toBe('identity-fixed')
  await t.as(who.org_b, op.refuseQualifications, { ids: [await qualificationOf(id, foreign)], reason: '资料不全' })
  await t.as(who.sch, op.editInvigilator, await edit({ mobile: '13912345678' }))
  expect((await seen(id)).qualifications.map((q) => q.status)).toEqual(['certified', 'pending'])
  expect((await seen(id)).mobileMasked).toBe('139****5678')
  await t.as(who.sch, op.editInvigilator, await edit({ credentialIds: [first] }))
  expect((await seen(id)).qualifications).toHaveLength(1)
  expect((await t.refused(who.sch, op.editInvigilator, { ...(await edit({})), version: 1 })).code).toBe('state-changed')
})
test('P-5.2.11-04 before a certification the person may be corrected, but not into another one that is there', async () => {
  const [a, idNo] = [await add(), freshNumber()]
  await add({ idNo })
  const version = (await seen(a.id)).version
  expect((await t.refused(who.sch, op.editInvigilator, { id: a.id, version, idNo, credentialIds: [first] })).says).toBe('该监考人员已存在')
  expect((await t.refused(who.sch, op.editInvigilator, { id: a.id, version, idType: '护照', credentialIds: [first] })).fields?.[0]?.message).toBe('请输入证件号码')
  await t.as(who.sch, op.editInvigilator, { id: a.id, version, name: '李唯', idType: '护照', idNo: 'E12345678', credentialIds: [first] })
  expect(await seen(a.id)).toMatchObject({ name: '李唯', idType: '护照' })
})
test('SC-13 P-5.2.11-05 S12.7 删除: not with an 已认证 certificate', async () => {
  const { id } = await add()
  const other = await add()
  await certify(await qualificationOf(id))
  expect((await t.refused(who.sch, op.deleteInvigilator, { id })).says).toBe('该人员存在已认证的证书，不能删除')
  await t.as(who.sch, op.deleteInvigilator, { id: other.id })
  expect((await t.refused(who.sch, op.invigilator, { id: other.id })).code).toBe('not-found')
})

test('SC-13 P-5.2.11-06 P-5.2.11-07 P-0-07 批量导入: 3 rows, 1 bad; a known person gets the certificate added', async () => {
  const idNo = freshNumber()
  const { id } = await add({ name: '王宏伟', idNo })
  const fresh = freshNumber()
  const { importId, state } = await imported(t, who.sch, [
    { idNo, certNo: '50900001' },
    { idNo: fresh, name: '赵六' },
    { idNo: freshNumber(), mobile: '1301234' },
  ])
  expect(state).toMatchObject({ okCount: 2, failCount: 1 })
  expect((await seen(id)).qualifications.map((q) => q.certNo)).toEqual(['50800001', '50900001'])
  expect((await t.as(who.sch, importProblems, { importId })).rows[0]?.faults[0]?.why).toBe('手机号码格式不正确')
})
test('P-5.2.11-06 reasons of rows: unknown number, disagreeing name, there already, another name', async () => {
  const idNo = freshNumber()
  await add({ name: '王宏伟', idNo })
  const twice = freshNumber()
  const { importId, state } = await imported(t, who.sch, [
    { idNo: freshNumber(), certNo: '59999999' },
    { idNo: freshNumber(), certName: '别的证书' },
    { idNo },
    { idNo, name: '王红伟', certNo: '50900001' },
    { idNo: freshNumber(), certNo: '50800003' },
    { idNo: twice },
    { idNo: twice },
    { idNo: twice, name: '王二', certNo: '50900001' },
  ])
  const faults = (await t.as(who.sch, importProblems, { importId })).rows.map((r) => r.faults.map((f) => f.why).join('；'))
  expect(faults).toEqual([
    '证书编号不存在',
    '证书编号与证书名称不一致',
    '该监考证书已存在',
    '教师姓名与该证件号码已有的不一致',
    '该证书非本校试点证书',
    expect.stringContaining('与第7行重复'),
    '教师姓名与该证件号码已有的不一致',
  ])
  expect(state).toMatchObject({ okCount: 1, failCount: 7 })
})
test('P-5.2.11-06 an import is taken back while nobody has decided on it, with the teachers it brought', async () => {
  const idNo = freshNumber()
  const { id } = await add({ name: '王宏伟', idNo })
  const run = async () => (await imported(t, who.sch, [{ idNo, certNo: '50900001' }, { idNo: freshNumber(), name: '可撤回' }])).importId
  const importId = await run()
  await t.as(who.sch, undoImport, { importId })
  await t.settle()
  expect((await seen(id)).qualifications).toHaveLength(1)
  expect((await t.as(who.sch, op.listInvigilators, { filter: { name: '可撤回' } })).rows).toEqual([])
  const again = await run()
  await t.as(who.org_b, op.certifyQualifications, { ids: [await qualificationOf(id, foreign)] })
  expect((await t.refused(who.sch, undoImport, { importId: again })).says).toBe('导入的监考证书中有1个已由培训评价组织处理，不能撤销')
  expect((await t.as(who.sch, op.listInvigilators, { filter: { name: '可撤回' } })).rows).toHaveLength(1)
})

test('SC-13 P-5.2.11-08 X11 A44 one row per certificate, 手机号码 masked; ticked teachers or all', async () => {
  const { id, teacherNo } = await add({ name: '导出甲', credentialIds: [first, foreign] })
  await add({ name: '导出乙' })
  await certify(await qualificationOf(id))
  const file = async (by: Principal, code: string, query: object) => {
    const { exportId } = await t.as(by, startExport, { export: code, query })
    await t.settle()
    return readSheet(t, (await t.as(by, exportState, { exportId })).fileId as string)
  }
  const [head, ...ticked] = await file(who.sch, 'invigilators.invigilators', { filter: {}, ids: [id] })
  expect(head).toEqual(['教师编号', '教师姓名', '手机号码', '所属院校', '所在区域', '证书编号', '申请通过的证书', '证书等级', '颁证机构', '认证状态'])
  expect(ticked).toEqual([
    [teacherNo, '导出甲', '185****0926', '北方工业大学', '北京市', '50800001', '智能新能源汽车职业技能等级证书', '初级', '评价组织甲', '已认证'],
    [teacherNo, '导出甲', '185****0926', '北方工业大学', '北京市', '50900001', '财务数字化应用职业技能等级证书', '初级', '评价组织乙', '待认证'],
  ])
  expect((await file(who.sch, 'invigilators.invigilators', { filter: { name: '导出' } })).length).toBe(4)
  const bodys = await file(who.org_b, 'invigilators.qualifications', { tab: 'pending', filter: { name: '导出' } })
  expect(bodys.slice(1).map((r) => [r[1], r[5]])).toEqual([['导出甲', '50900001']])
})
