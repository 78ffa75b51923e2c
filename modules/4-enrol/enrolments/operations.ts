import { z } from 'zod'
import { choice, ids, optionalText, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { particularFields } from '#candidates'
import { idTypes } from '#people'
import type {
  EnrolChoices,
  EnrolImportRow,
  EnrolledCandidateRow,
  EnrolmentDetail,
  EnrolmentRow,
  HeadsRow,
} from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('enrolments', words)
/** P-5.2.6-01, -18: a school its own, an awarding body those of its plans, read only. */
export const enrolmentReaders = [by('school', 'enrolments.read', 'own'), by('awarding-body', 'enrolments.read', 'own')]
const school = [by('school', 'enrolments.write', 'own')]
/** 考生管理（已报考考生信息） of the awarding body. */
const keepers = [by('awarding-body', 'candidates.read', 'own')]

const enrolmentFilter = {
  planName: filterText,
  name: filterText,
  candidateNo: filterText,
  idNo: filterText,
  kind: filterText,
  certName: filterText,
  certLevel: filterText,
  mode: filterText,
  subjectName: filterText,
  schoolName: filterText,
  payStatus: filterText,
}
/** The tab is the 报考状态. 证件号码 is found by equality only. */
export const enrolmentQuery = listQuery(enrolmentFilter)
export const listEnrolments = read('listEnrolments', {
  label: '报考管理',
  who: enrolmentReaders,
  input: enrolmentQuery,
  answers: answers<ListPage<EnrolmentRow>>(),
})
/** `id` is that of a row of the list, one 科目; the answer is the whole registration. */
export const enrolment = read('enrolment', {
  label: '查看',
  who: enrolmentReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<EnrolmentDetail>(),
})
/** P-5.2.6-04: plans that can be chosen now, with their certificates. */
export const enrolChoices = read('enrolChoices', {
  label: '批量导入报考',
  who: school,
  input: z.object({}),
  answers: answers<EnrolChoices>(),
})
/** A14: to the school and the awarding body in 报考管理, and to the province. */
export const listHeads = read('listHeads', {
  label: '审核人数与报考人数',
  who: [...enrolmentReaders, by('province', 'pilots.read', 'own')],
  input: listQuery({ year: filterText, certName: filterText, schoolName: filterText }),
  answers: answers<ListPage<HeadsRow>>(),
})
/** P-5.2.6-12 */
export const listEnrolImports = read('listEnrolImports', {
  label: '导入记录',
  who: school,
  input: listQuery({ mode: filterText }),
  answers: answers<ListPage<EnrolImportRow>>(),
})

const person = {
  planId: z.uuid('请先选择考试计划'),
  name: particularFields.name,
  idType: choice('证件类型', idTypes),
  idNo: text('证件号码', 40),
  targetType: optionalText('参考对象类型', 50),
}
/** What a row of 按证书导入 is: every subject of the certificate that the candidate takes (P-5.2.6-02). */
export const enrolByCertificate = write('enrolByCertificate', {
  label: '按证书报考',
  who: school,
  input: z.object({
    ...person,
    certNo: text('证书编号', 20),
    certName: optionalText('报考证书', 100),
    certLevel: optionalText('证书等级', 10),
  }),
  answers: answers<{ ids: string[]; isVerified: boolean }>(),
  refuses: ['plan-closed', 'not-invited'],
})
/** What a row of 按科目导入 is: one subject (P-5.2.6-03). */
export const enrolBySubject = write('enrolBySubject', {
  label: '按科目报考',
  who: school,
  input: z.object({
    ...person,
    credentialId: z.uuid('请先选择考核证书'),
    subjectNo: text('科目编号', 20),
    subjectName: optionalText('科目名称', 100),
  }),
  answers: answers<{ ids: string[]; isVerified: boolean }>(),
  refuses: ['plan-closed', 'not-invited', 'credential-not-in-plan', 'mode-closed'],
})

/** P-5.2.6-15, S6.6 */
export const deleteEnrolment = write('deleteEnrolment', {
  label: '删除',
  who: school,
  input: z.object({ id: z.uuid() }),
  answers: answers<{ deleted: number }>(),
  refuses: ['seated-or-paid', 'in-request'],
  confirm: '按证书报考的将删除该证书的全部科目。是否确认删除？',
})
/** P-5.2.6-14 */
export const deleteEnrolments = write('deleteEnrolments', {
  label: '批量删除报考数据',
  who: school,
  input: z.object({ ids }),
  answers: answers<{ deleted: number }>(),
  refuses: ['seated-or-paid', 'in-request'],
  confirm: '按证书报考的将删除该证书的全部科目。是否确认删除所选报考信息？',
})

export const listEnrolledCandidates = read('listEnrolledCandidates', {
  label: '已报考考生信息',
  who: keepers,
  input: listQuery({
    planName: filterText,
    name: filterText,
    candidateNo: filterText,
    idNo: filterText,
    schoolName: filterText,
    certName: filterText,
  }),
  answers: answers<ListPage<EnrolledCandidateRow>>(),
})
export const enrolledCandidate = read('enrolledCandidate', {
  label: '查看',
  who: keepers,
  input: z.object({ id: z.uuid() }),
  answers: answers<EnrolmentDetail>(),
})
/** P-5.2.3-12. Loose on purpose: what else is sent is answered in the words of the rule. Absent = as it is. */
export const editEnrolledCandidate = write('editEnrolledCandidate', {
  label: '编辑',
  who: [by('awarding-body', 'candidates.write', 'own')],
  input: z.looseObject({
    id: z.uuid(),
    version: z.number().int(),
    namePinyin: particularFields.namePinyin.optional(),
    mobile: particularFields.mobile.optional(),
  }),
  answers: answers<{ id: string; version: number }>(),
  refuses: ['only-pinyin-mobile'],
})
