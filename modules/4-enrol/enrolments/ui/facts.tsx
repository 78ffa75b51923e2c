import type { Fact } from '#kit/ui/record.tsx'
import { candidateKinds } from '#candidates'
import type { EnrolledCandidateRow } from '../model.ts'

/** 考生信息（报考时）, in the order of spec 3.15. */
export const blockFacts = (c: EnrolledCandidateRow): Fact[] => [
  ['考生编号', c.candidateNo],
  ['姓名', c.name],
  ['姓名拼音', c.namePinyin],
  ['证件类型', c.idType],
  ['证件号码', c.idMasked],
  ['性别', c.gender],
  ['手机号', c.mobileMasked],
  ['就读专业', c.majorName],
  ['专业层次', c.eduLevel],
  ['入学年份', c.enrollYear],
  ['考生类型', candidateKinds[c.kind]],
  ['所属院校', c.schoolName],
]
