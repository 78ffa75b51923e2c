import { expect, test } from 'vitest'
import { changesOf, judgeChange, type Present, type Wanted } from './change.ts'
import type { MajorFact } from './particulars.ts'

const today = '2026-11-26'
const major: MajorFact = {
  id: 'm',
  code: '460702',
  versionName: '2021年版',
  name: '新能源汽车技术',
  eduLevel: '高职专科',
}
const other: MajorFact = { id: 'n', code: '710201', versionName: '2021年版', name: '计算机应用', eduLevel: '中职' }
const present: Present = {
  id: 'c',
  kind: 'student',
  status: 'unverified',
  isCertifying: false,
  enrolledCount: 0,
  name: '王小八',
  namePinyin: 'WANG XIAOBA',
  idType: '身份证',
  gender: '男',
  birthDate: '1999-09-09',
  major,
  eduLevel: '高职专科',
  enrollYear: 2020,
}
const mine = '110101199909090019'
const his = '110101199909090027'
const owner = (_: string, idNo: string) => (idNo === mine ? 'c' : idNo === his ? 'd' : null)
const judged = (w: Wanted, p: Present = present) => judgeChange(p, w, today, owner)

test('S5.9 another name, document type, number or photo of 信息待认证 and 需人工确认 goes back to 信息待认证', () => {
  const checked = { ...present, status: 'needs-check' as const }
  expect(judged({ name: '王大八' }, checked).next.status).toBe('unverified')
  expect(judged({ idType: '护照', idNo: 'E12345678', gender: '男' }, checked).next).toMatchObject({
    status: 'unverified',
    document: 'E12345678',
  })
  expect(judged({ photoFileId: 'p' }, checked).next.status).toBe('unverified')
  expect(judged({ name: '王大八' }, { ...present, status: 'no-photo' }).next.status).toBe('no-photo')
})
test('S5.10 S5.11 any other field leaves the state; the number that stands there already is no change (P-5.2.3-08)', () => {
  const accurate = { ...present, status: 'verified' as const }
  expect(judged({ name: '王小八', idType: '身份证', idNo: mine, enrollYear: 2021 }, accurate)).toMatchObject({
    refusal: null,
    problems: [],
    next: { status: 'verified', document: null, enrollYear: 2021 },
  })
})
test('P-5.2.3-10 信息准确 refuses each of the four', () => {
  const accurate = { ...present, status: 'verified' as const }
  for (const w of [
    { name: '王大八' },
    { idType: '护照' as const, idNo: 'E12345678' },
    { idNo: his },
    { idNo: '1' },
    { photoFileId: 'p' },
  ])
    expect(judged(w, accurate).refusal).toBe('locked-fields')
})
test('P-5.2.3-09 认证中 refuses whatever is wanted', () => {
  expect(judged({ enrollYear: 2021 }, { ...present, isCertifying: true }).refusal).toBe('certifying')
})
test('P-5.2.3-08 a number of somebody else, another type without its number, levels and years are told at their fields', () => {
  const told = (w: Wanted) => judged(w).problems.map((p) => `${p.field} ${p.why}`)
  expect(told({ idNo: his })).toEqual(['idNo 该考生已存在'])
  expect(told({ idType: '护照' })).toEqual(['idNo 修改证件类型时请同时填写证件号码'])
  expect(told({ eduLevel: '中职' })).toEqual(['eduLevel 专业层次与专业不一致：新能源汽车技术为高职专科'])
  expect(told({ gender: '女' })).toEqual(['gender 性别与身份证号不一致：按身份证号应为男'])
  expect(told({ enrollYear: 1980 })).toEqual(['enrollYear 入学年份应在1990至2026之间'])
  expect(told({ major: null })).toEqual(['major 请选择就读专业'])
  expect(told({ major: other })).toEqual([])
  expect(judged({ major: other }).next).toMatchObject({ major: other, eduLevel: '中职' })
})
test('P-5.2.3-18 an old record with only name and number takes what is filled in and stays as it is elsewhere', () => {
  const old: Present = {
    ...present,
    status: 'no-photo',
    namePinyin: null,
    major: null,
    eduLevel: null,
    enrollYear: null,
  }
  expect(judged({ namePinyin: 'WANG XIAOBA', major }, old)).toMatchObject({
    problems: [],
    next: { namePinyin: 'WANG XIAOBA', major, eduLevel: '高职专科', enrollYear: null },
  })
})
test('S5.9 the trail keeps old and new values by their names, numbers masked', () => {
  const verdict = judged({ name: '王大八', idNo: '110101199909090035', mobile: '13900000001' })
  const changes = changesOf({ ...present, idMasked: '110*****0019', mobileMasked: '138****0000' }, verdict, {
    idMasked: '110*****0035',
    mobileMasked: '139****0001',
  })
  expect(changes).toEqual({
    姓名: ['王小八', '王大八'],
    证件号码: ['110*****0019', '110*****0035'],
    手机号: ['138****0000', '139****0001'],
  })
})
