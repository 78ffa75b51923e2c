import { expect, test } from 'vitest'
import {
  allows,
  deleteVerdict,
  otherFields,
  planVerdict,
  takenVerdict,
  targetVerdict,
  type LineFact,
  type SubjectFact,
  type Taken,
} from './rules.ts'

const start = '2026-03-01T01:00:00.000Z'
const end = '2026-03-05T09:00:00.000Z'
const plan = { registerStart: start, registerEnd: end, isParticipating: true }

test.each([
  ['2026-03-01T00:59:59.999Z', 'plan-closed'],
  [start, null],
  [end, null],
  ['2026-03-05T09:00:00.001Z', 'plan-closed'],
])('P-5.2.6-04 报考时间 contains both its end seconds: %s → %s', (now, verdict) =>
  expect(planVerdict(plan, now)).toBe(verdict),
)

test('P-5.2.6-04 a plan that is not published, has no times or does not name the school cannot be chosen', () => {
  expect(planVerdict(null, start)).toBe('plan-closed')
  expect(planVerdict({ ...plan, registerEnd: null }, start)).toBe('plan-closed')
  expect(planVerdict({ ...plan, isParticipating: false }, start)).toBe('not-invited')
})

const subject = (no: string, targetTypeIds: string[] = []): SubjectFact => ({
  id: `ls-${no}`,
  subjectId: `s-${no}`,
  subjectNo: no,
  name: no,
  targetTypeIds,
})
const line = (subjects: SubjectFact[]): LineFact => ({
  id: 'line',
  credentialId: 'c',
  awardingBodyId: 'a',
  certNo: '50800001',
  certName: '证书',
  certLevel: '初级',
  allowsByCertificate: true,
  allowsBySubject: false,
  subjects,
  targets: [
    { id: 'zz', name: '中职学生' },
    { id: 'gz', name: '高职学生' },
    { id: 'sh', name: '社会人员' },
  ],
})
const forAll = subject('01')
const forSome = subject('02', ['zz'])
const forOthers = subject('03', ['gz', 'zz'])

test('P-5.2.1-03 P-5.2.6-09 subjects for 所有考生 ask for no type, and a type that is known may be given', () => {
  expect(targetVerdict(line([forAll]), [forAll], '')).toEqual({ code: null, targetTypeId: null, subjects: [forAll] })
  expect(targetVerdict(line([forAll]), [forAll], '社会人员')).toEqual({
    code: null,
    targetTypeId: 'sh',
    subjects: [forAll],
  })
})
test('P-5.2.1-03 a type picks the subjects that include it and those for 所有考生', () => {
  const all = [forAll, forSome, forOthers]
  expect(targetVerdict(line(all), all, '高职学生')).toMatchObject({ targetTypeId: 'gz', subjects: [forAll, forOthers] })
  expect(targetVerdict(line(all), all, '中职学生')).toMatchObject({ subjects: all })
  expect(targetVerdict(line(all), all, '社会人员')).toMatchObject({ subjects: [forAll] })
})
test('P-5.2.1-03 an empty type where one is needed, an unknown one, and one that takes no subject are told', () => {
  expect(targetVerdict(line([forAll, forSome]), [forAll, forSome], '').code).toBe('target-missing')
  expect(targetVerdict(line([forAll]), [forAll], '研究生').code).toBe('target-wrong')
  expect(targetVerdict(line([forSome]), [forSome], '高职学生').code).toBe('target-wrong')
})

const bySubject: Taken = {
  enrolmentId: 'e',
  schoolId: 'own',
  mode: 'subject',
  targetTypeId: null,
  lineSubjectIds: ['ls-01'],
}
const byCertificate: Taken = { ...bySubject, mode: 'certificate' }
const wants = (mode: 'certificate' | 'subject', id = 'ls-02') => ({
  mode,
  schoolId: 'own',
  targetTypeId: null,
  lineSubjectIds: [id],
})

test('P-5.2.6-08 a certificate once, a subject once, and never both ways', () => {
  expect(takenVerdict(undefined, wants('certificate'))).toBeNull()
  expect(takenVerdict(byCertificate, wants('certificate'))).toBe('enrolled-certificate')
  expect(takenVerdict(bySubject, wants('certificate'))).toBe('enrolled-otherwise')
  expect(takenVerdict(byCertificate, wants('subject'))).toBe('enrolled-otherwise')
  expect(takenVerdict(bySubject, wants('subject', 'ls-01'))).toBe('enrolled-subject')
  expect(takenVerdict(bySubject, wants('subject'))).toBeNull()
})
test('P-5.2.6-08 what another school registered by 科目 is not added to; another type than before is told', () => {
  expect(takenVerdict({ ...bySubject, schoolId: 'other' }, wants('subject'))).toBe('enrolled-certificate')
  expect(takenVerdict({ ...bySubject, targetTypeId: 'zz' }, { ...wants('subject'), targetTypeId: 'gz' })).toBe(
    'target-wrong',
  )
  expect(takenVerdict({ ...bySubject, targetTypeId: 'zz' }, { ...wants('subject'), targetTypeId: 'zz' })).toBeNull()
})

test('P-5.2.6-14 P-5.2.6-16 only 未排考 and 未缴费 is deleted, and not what stands in a 缴费申请单', () => {
  const free = { isSeated: false, payStatus: 'unpaid', paymentNumber: null } as const
  expect(deleteVerdict(free)).toBeNull()
  expect(deleteVerdict({ ...free, paymentNumber: 'JF20260301000001' })).toBe('in-request')
  expect(deleteVerdict({ ...free, isSeated: true })).toBe('seated-or-paid')
  expect(deleteVerdict({ ...free, payStatus: 'paid', paymentNumber: 'JF20260301000001' })).toBe('seated-or-paid')
})

test('P-5.2.3-12 what is sent beyond 姓名拼音 and 手机号 is named', () => {
  expect(otherFields({ id: '1', version: 1, namePinyin: 'WANG', mobile: '1' })).toEqual([])
  expect(otherFields({ id: '1', version: 1, name: '王小九', gender: '女' })).toEqual(['name', 'gender'])
})

test('P-5.2.7-02 P-5.2.7-03 a line may be open to one 报考方式 only', () => {
  expect([allows(line([forAll]), 'certificate'), allows(line([forAll]), 'subject')]).toEqual([true, false])
})
