import { z } from 'zod'
import { ids, reason } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { teacherFields as f } from './fields.ts'
import type { CertificateChoice, InvigilatorDetail, InvigilatorRow, QualificationDetail, QualificationRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('invigilators', words)
export const schoolReaders = [by('school', 'invigilators.read', 'own')]
export const bodyReaders = [by('awarding-body', 'invigilators.read', 'own')]
const school = [by('school', 'invigilators.write', 'own')]
const awardingBody = [by('awarding-body', 'invigilators.write', 'own')]

const status = z.enum(['pending', 'certified', 'refused']).optional()
/** P-5.2.11-01 */
export const invigilatorQuery = listQuery({ name: filterText, teacherNo: filterText, certName: filterText, certLevel: filterText, status })
export const listInvigilators = read('listInvigilators', {
  label: '监考人员',
  who: schoolReaders,
  input: invigilatorQuery,
  answers: answers<ListPage<InvigilatorRow>>(),
})
/** P-5.2.11-03 */
export const invigilator = read('invigilator', {
  label: '查看',
  who: schoolReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<InvigilatorDetail>(),
})
export const certificateChoices = read('certificateChoices', {
  label: '监考证书',
  who: school,
  input: z.object({}),
  answers: answers<{ readonly certificates: readonly CertificateChoice[] }>(),
})

const credentialIds = z.array(z.uuid(), '请选择监考证书').min(1, '请选择监考证书').max(200)
/** P-5.2.11-02, S12.1 */
export const addInvigilator = write('addInvigilator', {
  label: '新增监考人员',
  who: school,
  input: z.object({ name: f.name, idType: f.idType, idNo: f.idNo, mobile: f.mobile, credentialIds }),
  answers: answers<{ id: string; teacherNo: string }>(),
  refuses: ['already-exists', 'not-pilot-credential'],
})
/** P-5.2.11-04. Absent = as it is: the form never holds the clear numbers of what stands there. */
export const editInvigilator = write('editInvigilator', {
  label: '编辑',
  who: school,
  input: z.object({
    id: z.uuid(),
    version: z.number().int(),
    name: f.name.optional(),
    idType: f.idType.optional(),
    idNo: f.idNo.optional(),
    mobile: f.mobile.optional(),
    credentialIds,
  }),
  answers: answers<{ id: string; version: number }>(),
  refuses: ['already-exists', 'not-pilot-credential', 'certified-kept', 'identity-fixed'],
})
/** P-5.2.11-05 */
export const deleteInvigilator = write('deleteInvigilator', {
  label: '删除',
  who: school,
  input: z.object({ id: z.uuid() }),
  answers: answers<{ done: true }>(),
  refuses: ['has-certified'],
  confirm: '删除后不能恢复，是否确认删除该监考人员？',
})

/** P-5.2.11-09; the tab is the 认证状态. */
export const qualificationQuery = listQuery({
  name: filterText,
  teacherNo: filterText,
  schoolName: filterText,
  certName: filterText,
  certLevel: filterText,
})
export const listQualifications = read('listQualifications', {
  label: '监考人员（认证）',
  who: bodyReaders,
  input: qualificationQuery,
  answers: answers<ListPage<QualificationRow>>(),
})
export const qualification = read('qualification', {
  label: '查看',
  who: bodyReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<QualificationDetail>(),
})
/** S12.2 */
export const certifyQualifications = write('certifyQualifications', {
  label: '认证通过',
  who: awardingBody,
  input: z.object({ ids }),
  answers: answers<{ certified: number }>(),
  confirm: '认证通过后该教师可被安排到该证书的考场监考，不可撤回。是否确认认证通过？',
})
/** S12.3 */
export const refuseQualifications = write('refuseQualifications', {
  label: '不通过',
  who: awardingBody,
  input: z.object({ ids, reason: reason('请填写不通过原因') }),
  answers: answers<{ refused: number }>(),
})
