import { z } from 'zod'
import type { CredentialDetail, StandardDetail, StandardRow, SubjectDetail } from '#credentials'
import { standardKind } from '#credentials'
import { id } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { OpenCredential, SchoolCredentialRow, SchoolSubjectRow } from './model.ts'
import { words } from './words.ts'

const { read } = declaring('pilots', words)
const own = (area: 'credentials' | 'plans' | 'standards') => [by('school', `${area}.read`, 'own')]

/** 证书范围 (P-4.1-01, -02). */
export const credentialRanges = { participated: '已参与试点证书', all: '全部' } as const
export const listSchoolCredentials = read('listSchoolCredentials', {
  label: '证书信息管理',
  who: own('credentials'),
  input: listQuery({
    range: z.enum(['participated', 'all']),
    certNo: filterText,
    name: filterText,
    level: filterText,
    awardingBody: filterText,
  }),
  answers: answers<ListPage<SchoolCredentialRow>>(),
})
export const schoolCredential = read('schoolCredential', {
  label: '查看',
  who: own('credentials'),
  input: z.object({ id: id('证书') }),
  answers: answers<CredentialDetail>(),
})
export const listSchoolSubjects = read('listSchoolSubjects', {
  label: '考试科目',
  who: own('plans'),
  input: listQuery({
    subjectNo: filterText,
    name: filterText,
    certName: filterText,
    certLevel: filterText,
    mode: filterText,
  }),
  answers: answers<ListPage<SchoolSubjectRow>>(),
})
export const schoolSubject = read('schoolSubject', {
  label: '查看',
  who: own('plans'),
  input: z.object({ id: id('科目') }),
  answers: answers<SubjectDetail>(),
})
export const listSchoolStandards = read('listSchoolStandards', {
  label: '标准管理',
  who: own('standards'),
  input: listQuery({
    kind: standardKind,
    certName: filterText,
    certLevel: filterText,
    title: filterText,
    awardingBody: filterText,
    status: filterText,
  }),
  answers: answers<ListPage<StandardRow>>(),
})
export const schoolStandard = read('schoolStandard', {
  label: '查看',
  who: own('standards'),
  input: z.object({ id: id('标准') }),
  answers: answers<StandardDetail>(),
})
/** What 负责的证书 may be chosen from (P-8.1-03): pilot certificates of a school, own ones of an awarding body. */
export const chargeChoices = read('chargeChoices', {
  label: '负责的证书',
  who: [by('school', 'users.read', 'own'), by('awarding-body', 'users.read', 'own')],
  input: z.object({}),
  answers: answers<{ credentials: OpenCredential[] }>(),
})
