import { expect, test } from 'vitest'
import { numberStamp, dayOf } from './numbering.ts'
import type { MajorFact } from './particulars.ts'
import { judgeRow, wantedOf, type CandidateCells, type MajorLookup } from './sheet-row.ts'
import { candidateExport, candidateSheet, correctionSheet, photoSheet } from './sheets.ts'

const today = '2026-11-26'
const major: MajorFact = {
  id: 'm',
  code: '460702',
  versionName: '2021年版',
  name: '新能源汽车技术',
  eduLevel: '高职专科',
}
const lookup: MajorLookup = (code, version) => (code === major.code && version === major.versionName ? major : null)
const cells: CandidateCells = {
  name: '王小八',
  namePinyin: 'WANG XIAOBA',
  idType: '身份证',
  idNo: '110101199909090019',
  gender: '',
  mobile: '13800000000',
  majorName: '新能源汽车技术',
  majorCode: '460702',
  majorVersion: '2021年版',
  eduLevel: '高职专科',
  enrollYear: '2020',
}
const faults = (change: Partial<CandidateCells>, kind: 'student' | 'external' = 'student') =>
  judgeRow({ ...cells, ...change }, kind, today, lookup).faults.map(
    (f) => `${f.field} ${f.why}${f.suggestion ? ` → ${f.suggestion}` : ''}`,
  )

test('P-5.2.3-04 a right row becomes what 新增考生 would store', () => {
  expect(judgeRow(cells, 'student', today, lookup)).toMatchObject({
    faults: [],
    particulars: { gender: '男', birthDate: '1999-09-09', major, enrollYear: 2020 },
  })
})
test('P-5.2.3-04 each fault stands at its cell, several in one row are all told', () => {
  expect(faults({ idNo: '110101199909090018', eduLevel: '中职' })).toEqual([
    'idNo 身份证号格式不正确：校验码应为 9，请核对最后一位',
    'eduLevel 专业层次与专业不一致：新能源汽车技术为高职专科 → 高职专科',
  ])
  expect(faults({ majorCode: '999999' })).toEqual(['majorCode 专业代码与专业版本不存在'])
  expect(faults({ majorName: '会计' })).toEqual([
    'majorName 专业代码与专业名称不一致：460702为新能源汽车技术 → 新能源汽车技术',
  ])
  expect(faults({ majorCode: '', majorVersion: '', majorName: '' })).toEqual([
    'majorName 请输入就读专业',
    'majorCode 请输入专业代码',
    'majorVersion 请输入专业版本',
  ])
  expect(faults({ eduLevel: '', enrollYear: '' })).toEqual([
    'eduLevel 请选择专业层次 → 高职专科',
    'enrollYear 请输入入学年份',
  ])
})
test('P-5.2.3-04 社会考生 may leave the five last columns empty, but what they fill in is judged', () => {
  const empty = { majorName: '', majorCode: '', majorVersion: '', eduLevel: '', enrollYear: '' }
  expect(faults(empty, 'external')).toEqual([])
  expect(faults({ ...empty, majorCode: '460702' }, 'external')).toEqual([
    'majorName 请输入就读专业',
    'majorVersion 请输入专业版本',
  ])
})
test('P-5.2.3-08 empty cells of 批量修改 want nothing; the exported major is no change', () => {
  const nothing = Object.fromEntries(correctionSheet.columns.map((c) => [c.field, ''])) as Parameters<
    typeof wantedOf
  >[0]
  const wanted = (change: Partial<typeof nothing>, present: MajorFact | null = major) =>
    wantedOf({ ...nothing, ...change }, { major: present }, lookup)
  expect(Object.values(wanted({}).wanted).every((v) => v === undefined)).toBe(true)
  expect(wanted({ majorCode: '460702', majorVersion: '2021年版', majorName: '新能源汽车技术' })).toEqual({
    faults: [],
    wanted: expect.objectContaining({ major: undefined }),
  })
  expect(wanted({ majorCode: '460702', majorVersion: '2021年版' }, null).wanted.major).toEqual(major)
  expect(wanted({ majorCode: '460702' }, null).faults).toEqual([{ field: 'majorVersion', why: '请输入专业版本' }])
  expect(wanted({ majorName: '会计' }).faults[0]).toMatchObject({ field: 'majorName' })
  expect(wanted({ majorCode: '999999' }).faults).toEqual([{ field: 'majorCode', why: '专业代码与专业版本不存在' }])
})
test('P-5.2.3-04 P-5.2.3-08 P-5.2.3-07 the templates have the columns of the manual, and X2 begins with those of I3', () => {
  const titles = candidateSheet.columns.map((c) => c.title)
  expect(titles).toEqual([
    '姓名',
    '姓名拼音',
    '证件类型',
    '身份证号',
    '性别',
    '手机号',
    '就读专业',
    '专业代码',
    '专业版本',
    '专业层次',
    '入学年份',
  ])
  expect(correctionSheet.columns.map((c) => c.title)).toEqual(['考生编号', ...titles])
  expect(correctionSheet.columns.filter((c) => c.required).map((c) => c.title)).toEqual(['考生编号'])
  expect(candidateExport.columns.map((c) => c.title)).toEqual([
    '考生编号',
    ...titles,
    '考生类型',
    '信息状态',
    '已报考证书',
  ])
})
test('P-5.2.3-05 the file’s name without its ending is the 证件号码; other endings are 照片格式不正确', () => {
  const read = photoSheet.columns[0]?.read
  expect(read?.('11010119990909001x.JPG')).toEqual({ ok: true, value: '11010119990909001X' })
  expect(read?.('1.png')).toEqual({ ok: true, value: '1' })
  expect(read?.('1.gif')).toMatchObject({ ok: false, why: expect.stringMatching(/^照片格式不正确/) })
  expect(read?.('.jpg')).toMatchObject({ ok: false })
})
test('P-5.2.3-03 考生编号: year and Unix seconds of creation in Asia/Shanghai (A09)', () => {
  expect(numberStamp('2021-09-17T02:00:06.000Z')).toBe('20211631844006')
  expect(numberStamp('2021-12-31T16:00:00.000Z').slice(0, 4)).toBe('2022')
  expect(dayOf('2026-11-25T16:00:00.000Z')).toBe('2026-11-26')
})
