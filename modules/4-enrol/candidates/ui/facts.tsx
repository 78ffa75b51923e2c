import type { ReactNode } from 'react'
import type { Fact } from '#kit/ui/record.tsx'
import { candidateKinds, type Candidate } from '../model.ts'

/** What is recorded, in the order of the form; `idNo` and `mobile` may be shown by something that can reveal them. */
export const factsOf = (c: Candidate, shown: { idNo?: ReactNode; mobile?: ReactNode } = {}): Fact[] => [
  ['姓名', c.name],
  ['姓名拼音', c.namePinyin],
  ['证件类型', c.idType],
  [c.idType === '身份证' ? '身份证号' : '证件号码', shown.idNo ?? c.idMasked],
  ['性别', c.gender],
  ['出生日期', c.birthDate],
  ['手机号', shown.mobile ?? c.mobileMasked],
  ['就读专业', [c.majorName, c.majorCode, c.majorVersion].filter(Boolean).join('-')],
  ['专业层次', c.eduLevel],
  ['入学年份', c.enrollYear],
  ['考生类型', candidateKinds[c.kind]],
]
