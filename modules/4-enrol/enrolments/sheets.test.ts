import { expect, test } from 'vitest'
import { missingGiven } from '#kit/pure/sheet.ts'
import type { LineFact } from './rules.ts'
import { byCertificateSheet, bySubjectSheet, enrolmentExport, lineOfRow, subjectOfRow } from './sheets.ts'

test('spec 6.1 I5 and I6: the columns in order, required ones marked; the plan (and certificate) are chosen before', () => {
  const titles = (s: { columns: readonly { title: string; required?: boolean }[] }) =>
    s.columns.map((c) => c.title + (c.required ? '*' : ''))
  expect(titles(byCertificateSheet)).toEqual([
    '考生姓名*',
    '证件类型*',
    '证件号码*',
    '证书编号*',
    '报考证书',
    '证书等级',
    '参考对象类型',
  ])
  expect(titles(bySubjectSheet)).toEqual([
    '考生姓名*',
    '证件类型*',
    '证件号码*',
    '科目编号*',
    '科目名称',
    '参考对象类型',
  ])
  expect([byCertificateSheet.given, bySubjectSheet.given]).toEqual([['planId'], ['planId', 'credentialId']])
})

test('spec 6.3 X4: the columns in order', () => {
  expect(enrolmentExport.columns.map((c) => c.title)).toEqual([
    '考试计划',
    '考生姓名',
    '考生编号',
    '证件号码',
    '考生类型',
    '所属院校',
    '专业名称',
    '报考证书',
    '证书等级',
    '报考方式',
    '科目编号',
    '科目名称',
    '参考对象类型',
    '报考状态',
    '缴费标识',
    '缴费单号',
  ])
})

const line = {
  id: 'l',
  credentialId: 'c',
  awardingBodyId: 'a',
  certNo: '50800001',
  certName: '智能新能源汽车职业技能等级证书',
  certLevel: '初级',
  allowsByCertificate: true,
  allowsBySubject: true,
  targets: [],
  subjects: [{ id: 'x', subjectId: 'y', subjectNo: '50800001102', name: '实操科目', targetTypeIds: [] }],
} satisfies LineFact

test('spec 6.1 a number that is not in the plan, and a name or level that says another one, are told at their cells', () => {
  expect(lineOfRow({ certNo: '50800001', certName: '', certLevel: '' }, [line])).toEqual({ line, faults: [] })
  expect(lineOfRow({ certNo: '50800009', certName: '', certLevel: '' }, [line])).toEqual({
    line: null,
    faults: [{ field: 'certNo', why: '证书不在该考试计划内' }],
  })
  expect(lineOfRow({ certNo: '50800001', certName: '财务数字化', certLevel: '中级' }, [line]).faults).toEqual([
    { field: 'certName', why: '证书编号与证书名称不一致', suggestion: line.certName },
    { field: 'certLevel', why: '证书编号与证书等级不一致', suggestion: '初级' },
  ])
  expect(subjectOfRow({ subjectNo: '50800001102', subjectName: '笔试科目' }, line).faults.map((f) => f.why)).toEqual([
    '科目编号与科目名称不一致',
  ])
  expect(subjectOfRow({ subjectNo: '50800001101', subjectName: '' }, line)).toEqual({
    subject: null,
    faults: [{ field: 'subjectNo', why: '科目不在该考试计划和证书内' }],
  })
})

test('P-5.2.6-02 P-5.2.6-03 what is not chosen before the upload is said in the words of the row itself', () => {
  const plan = '3f2d7f0e-6c1e-4a55-8a5b-0d6b3e3f7a11'
  expect(missingGiven(bySubjectSheet, {})).toEqual([
    { field: 'planId', message: '请先选择考试计划' },
    { field: 'credentialId', message: '请先选择考核证书' },
  ])
  expect(missingGiven(bySubjectSheet, { planId: plan })).toEqual([
    { field: 'credentialId', message: '请先选择考核证书' },
  ])
  expect(missingGiven(byCertificateSheet, { planId: plan })).toEqual([])
})
