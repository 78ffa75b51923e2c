import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '#kit/pure/who.ts'
import type { Operation } from '#kit/pure/operation.ts'
import { failures } from '#transfers/server'
import { readSheetInWorker } from '#packages/sheet-file/index.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals, testWorld, type Login } from '../../../../seeds/test-world.ts'
import {
  certifyCandidate,
  certifyCandidates,
  confirmCandidate,
  deleteCandidate,
  deleteCandidates,
  editCandidate,
  getCandidate,
  listCandidates,
  revealCandidate,
  type CandidateStatus,
} from '../index.ts'
import { countEnrolled, standInPolice } from '../server/index.ts'
import { candidateFile, candidateIn, checked, freshNumber, imported, photo, problems, upload, zipOf } from './stage.ts'

let t: TestHouse
let who: Record<Login, Principal>
let unlike = ''
beforeAll(async () => {
  t = await testHouse(testWorld, { police: standInPolice((idNo) => (idNo === unlike ? 'mismatch' : 'match')) })
  who = await principals(t.url)
})
afterAll(() => t.close())

test('SC-04 S5.1 S5.3 S5.5 S5.6 S5.8 S5.11 S5.12 from the sheet to 信息准确, by the manual’s buttons in their order', async () => {
  const by = who.sch_cand
  const list = async (filter: object = {}) => (await t.as(by, listCandidates, { filter, size: 100 })).rows
  const get = (id: string) => t.as(by, getCandidate, { id })

  // 1 批量导入考生信息
  expect(
    (await checked(t, by, 'candidates.candidates', { name: '考生.txt', bytes: Buffer.from('x') }, { kind: 'student' }))
      .state.refusal?.says,
  ).toMatch(/请上传Excel文件/)
  const numbers = Array.from({ length: 6 }, freshNumber)
  const file = await candidateFile([
    ...numbers.map((idNo, i) => ({ name: `学生${'一二三四五六'[i]}`, idNo })),
    { name: '学生坏', idNo: '110101199909090018' },
    { name: '学生重', idNo: numbers[0] as string },
  ])
  const first = await imported(t, by, 'candidates.candidates', file, { kind: 'student' })
  expect(first.state).toMatchObject({ okCount: 6, failCount: 2 })
  const rows = (await list()).toReversed()
  expect(rows.map((r) => r.status)).toEqual(Array(6).fill('no-photo'))
  for (const r of rows) expect(r.candidateNo).toMatch(/^\d{26}$/)
  const failed = await failures(t.house, by, first.importId)
  const lines: string[][] = []
  for await (const batch of (await readSheetInWorker(failed.bytes, { fileName: failed.name })).batches)
    for (const r of batch) lines.push(r.cells.map((c) => c.text))
  expect(lines[0]?.at(-1)).toBe('失败原因')
  expect(lines.slice(1).map((l) => l.at(-1))).toEqual([
    expect.stringMatching(/^身份证号格式不正确/),
    expect.stringMatching(/^文件内证件号码重复/),
  ])

  // 2 认证 without photo
  const byNumber = new Map<string, string>()
  for (const r of rows) byNumber.set((await t.as(by, revealCandidate, { id: r.id })).idNo, r.id)
  const ids = numbers.map((n) => byNumber.get(n) as string)
  expect(await t.refused(by, certifyCandidate, { id: ids[0] })).toMatchObject({ says: '请先上传照片' })

  // 3 批量导入学生照片
  const zip = await zipOf([
    { path: `${numbers[0]}.jpg`, content: await photo() },
    { path: `${numbers[1]}.png`, content: await photo({ as: 'png' }) },
    { path: `${numbers[2]}.jpg`, content: await photo() },
    { path: `${numbers[3]}.jpg`, content: await photo({ ground: { r: 40, g: 90, b: 200 } }) },
    {
      path: `${numbers[4]}.jpg`,
      content: Buffer.concat([
        await photo(),
        crypto.getRandomValues(Buffer.alloc(65536)),
        ...Array.from({ length: 96 }, () => crypto.getRandomValues(Buffer.alloc(65536))),
      ]),
    },
    { path: `${numbers[5]}.jpg`, content: await photo({ width: 600, height: 800 }) },
    { path: `${freshNumber()}.jpg`, content: await photo() },
  ])
  const photos = await imported(t, by, 'candidates.photos', { name: '照片.zip', bytes: zip }, { kind: 'student' })
  expect(photos.state).toMatchObject({ okCount: 3, failCount: 4 })
  const reasons = (await problems(t, by, photos.importId)).map((r) => r.faults[0]?.why ?? '')
  for (const says of ['照片底色应为红色', '照片大小超过5M', '照片像素不符合要求', '未找到对应考生'])
    expect(reasons.some((r) => r.startsWith(says))).toBe(true)
  expect((await Promise.all(ids.map(get))).map((c) => c.status)).toEqual([
    'unverified',
    'unverified',
    'unverified',
    'no-photo',
    'no-photo',
    'no-photo',
  ])

  // 4 批量认证, 人工确认
  unlike = numbers[2] as string
  expect(await t.as(by, certifyCandidates, { ids: ids.slice(0, 3) })).toEqual({ sent: 3 })
  await t.settle()
  expect((await Promise.all(ids.slice(0, 3).map(get))).map((c) => c.status)).toEqual([
    'verified',
    'verified',
    'needs-check',
  ])
  const doubtful = await get(ids[2] as string)
  expect(doubtful.certifyFailReason).toBe('照片与公安系统登记照片不一致')
  await t.as(by, confirmCandidate, { id: doubtful.id, version: doubtful.version })
  expect((await get(doubtful.id)).status).toBe('verified')

  // 5 编辑 of an accurate one
  const accurate = await get(ids[0] as string)
  expect(
    await t.as(by, editCandidate, { id: accurate.id, version: accurate.version, mobile: '13912340000' }),
  ).toMatchObject({ version: accurate.version + 1 })
  expect(
    await t.refused(by, editCandidate, { id: accurate.id, version: accurate.version + 1, name: '改名' }),
  ).toMatchObject({ says: '信息准确的考生不可修改姓名、身份证号、证件类型、照片' })

  // 7 删除, 批量删除
  expect(await t.refused(by, deleteCandidate, { id: ids[0] })).toMatchObject({
    says: expect.stringContaining('后果自负'),
  })
  expect(await t.as(by, deleteCandidate, { id: ids[0] as string, iKnow: true })).toEqual({ deleted: 1 })
  await t.db((tx) => countEnrolled(tx, [ids[1] as string], 1))
  expect(await t.refused(by, deleteCandidates, { ids: [ids[1], ids[3]], iKnow: true })).toMatchObject({
    says: expect.stringContaining('考生已报考证书，不能删除'),
  })
  expect(await list()).toHaveLength(5)
})

test('P2-2.2-07 S5.4 S5.8 S5.9 S5.12 every state × every button: pressed or refused in words, and every state has a way on', async () => {
  const buttons: [string, (c: { id: string; version: number }) => [Operation, object]][] = [
    ['认证', (c) => [certifyCandidate, { id: c.id }]],
    ['批量认证', (c) => [certifyCandidates, { ids: [c.id] }]],
    ['人工确认', (c) => [confirmCandidate, { id: c.id, version: c.version }]],
    ['编辑 姓名', (c) => [editCandidate, { ...c, name: '新名' }]],
    ['编辑 手机号', (c) => [editCandidate, { ...c, mobile: '13900000000' }]],
    ['编辑 照片', (c) => [editCandidate, { ...c, photoFileId: 'photo' }]],
    ['删除', (c) => [deleteCandidate, { id: c.id }]],
    ['批量删除', (c) => [deleteCandidates, { ids: [c.id] }]],
  ]
  const only = '仅信息待认证的考生可认证'
  const unfit = (says: string) => `所选数据中第1条不符合条件：${says}`
  const locked = '信息准确的考生不可修改姓名、身份证号、证件类型、照片'
  const own = '学生信息准确后、报考后，院校不允许擅自删除学生信息，否则后果自负'
  const confirming = '仅需人工确认的考生可人工确认'
  const expected: Record<CandidateStatus, string[]> = {
    'no-photo': [
      '请先上传照片',
      unfit('请先上传照片'),
      confirming,
      'no-photo',
      'no-photo',
      'unverified',
      'gone',
      'gone',
    ],
    unverified: ['unverified', 'unverified', confirming, 'unverified', 'unverified', 'unverified', 'gone', 'gone'],
    'needs-check': [only, unfit(only), 'verified', 'unverified', 'needs-check', 'unverified', 'gone', 'gone'],
    verified: [only, unfit(only), confirming, locked, 'verified', locked, own, own],
  }
  for (const status of Object.keys(expected) as CandidateStatus[]) {
    const seen: string[] = []
    for (const [, press] of buttons) {
      const c = await candidateIn(t, who.sch, status)
      const [op, input] = press({ id: c.id, version: c.version })
      const photoFileId = await upload(t, who.sch, 'n.jpg', await photo())
      const filled = 'photoFileId' in input ? { ...input, photoFileId } : input
      const refusal = await t.as(who.sch, op, filled as never).then(
        () => null,
        (e: { answer: { says: string } }) => e.answer.says,
      )
      seen.push(
        refusal ??
          (await t.as(who.sch, getCandidate, { id: c.id }).then(
            (x) => x.status,
            () => 'gone',
          )),
      )
    }
    expect({ status, seen }).toEqual({ status, seen: expected[status] })
  }
})
