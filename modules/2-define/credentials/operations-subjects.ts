import { z } from 'zod'
import { choice, id, ids, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { TimelineEntry } from '#kit/pure/workflow.ts'
import { examModes, roomTypes, type SubjectDetail, type SubjectRow, type TargetType } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('credentials', words)
const author = [by('awarding-body', 'plans.write', 'own')]
const reader = [by('awarding-body', 'plans.read', 'own')]

const score = (label: string) =>
  z.preprocess(
    // An emptied number field sends null or '', which must not become 0.
    (v) => (v === null || v === '' ? undefined : v),
    z.coerce
      .number(`请输入${label}`)
      .min(0, `${label}应在0到999.9之间`)
      .max(999.9, `${label}应在0到999.9之间`)
      .refine((v) => Math.abs(v * 10 - Math.round(v * 10)) < 1e-6, `${label}最多一位小数`),
  )
const subjectForm = {
  name: text('科目名称', 100),
  mode: choice('考试方式', examModes),
  roomType: choice('考场类型', roomTypes),
  /** None: 所有考生. */
  targetTypeIds: z.array(z.uuid('参考对象类型不正确')).max(50).default([]),
  fullScore: score('满分'),
  passScore: score('合格分'),
}
const passWithinFull = (v: { fullScore: number; passScore: number }): boolean => v.passScore <= v.fullScore
const passMessage = { message: '合格分不能大于满分', path: ['passScore'] }

export const listSubjects = read('listSubjects', {
  label: '考试科目',
  who: reader,
  input: listQuery({
    subjectNo: filterText,
    name: filterText,
    certName: filterText,
    certLevel: filterText,
    mode: filterText,
  }),
  answers: answers<ListPage<SubjectRow>>(),
})
export const subject = read('subject', {
  label: '查看',
  who: reader,
  input: z.object({ id: id('科目') }),
  answers: answers<SubjectDetail & { timeline: TimelineEntry[] }>(),
})
export const addSubject = write('addSubject', {
  label: '新增科目',
  who: author,
  input: z
    .object({
      credentialId: id('证书'),
      /** Left empty the next number of the certificate is given. */
      subjectNo: z.preprocess(
        (v) => (typeof v === 'string' && v.trim() === '' ? undefined : v),
        z
          .string()
          .trim()
          .regex(/^\d{11}$/, '科目编号应为11位数字')
          .optional(),
      ),
      ...subjectForm,
    })
    .refine(passWithinFull, passMessage),
  answers: answers<{ id: string; subjectNo: string }>(),
  refuses: ['subject-no-taken', 'subject-no-exhausted', 'subject-name-taken', 'target-foreign'],
})
export const editSubject = write('editSubject', {
  label: '编辑科目',
  who: author,
  input: z.object({ id: id('科目'), version: z.number().int(), ...subjectForm }).refine(passWithinFull, passMessage),
  answers: answers<{ version: number }>(),
  refuses: ['subject-name-taken', 'target-foreign', 'subject-in-plan'],
})
export const publishSubjects = write('publishSubjects', {
  label: '发布',
  who: author,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
  confirm: '发布后试点院校可以查看，考试计划可以选用。确定发布？',
})
export const suspendSubjects = write('suspendSubjects', {
  label: '停用',
  who: author,
  input: z.object({ ids }),
  answers: answers<{ count: number }>(),
  confirm: '停用后不能再用于新的考试计划，已发布的考试计划不受影响。确定停用？',
})

export const listTargetTypes = read('listTargetTypes', {
  label: '参考对象类型',
  who: reader,
  input: z.object({ credentialId: id('证书') }),
  answers: answers<{ types: TargetType[] }>(),
})
export const addTargetType = write('addTargetType', {
  label: '新增参考对象类型',
  who: author,
  input: z.object({ credentialId: id('证书'), name: text('参考对象类型', 50) }),
  answers: answers<TargetType>(),
  refuses: ['target-exists'],
})
export const deleteTargetType = write('deleteTargetType', {
  label: '删除参考对象类型',
  who: author,
  input: z.object({ id: id('参考对象类型') }),
  answers: answers<null>(),
  refuses: ['target-in-use'],
  confirm: '确定删除该参考对象类型？',
})
