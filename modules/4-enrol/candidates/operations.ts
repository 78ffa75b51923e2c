import { z } from 'zod'
import { choice, day, id, ids } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import {
  genders,
  kindCodes,
  type Candidate,
  type CandidateKind,
  type CandidateRow,
  type ComparisonService,
} from './model.ts'
import { particularFields } from './particulars.ts'
import { words } from './words.ts'

const { read, write } = declaring('candidates', words)
const readers = [by('school', 'candidates.read', 'own')]
const keepers = [by('school', 'candidates.write', 'own')]

/** P-5.2.3-02. 证件号码 is found by equality only; `incomplete` and `certifying` are yes or absent. */
export const candidateFilter = {
  name: filterText,
  idNo: filterText,
  major: filterText,
  enrollYear: filterText,
  status: filterText,
  incomplete: filterText,
  certifying: filterText,
}
/** The tab is the 考生类型; without one it is 院校考生, as on the page. */
export const candidateQuery = listQuery(candidateFilter)
export const listCandidates = read('listCandidates', {
  label: '考生管理',
  who: readers,
  input: candidateQuery,
  answers: answers<ListPage<CandidateRow>>(),
})
export const getCandidate = read('getCandidate', {
  label: '查看',
  who: readers,
  input: z.object({ id: id('考生') }),
  answers: answers<Candidate>(),
})
export const comparisonService = read('comparisonService', {
  label: '认证服务',
  who: readers,
  input: z.object({}),
  answers: answers<ComparisonService>(),
})
/** A proposal for 姓名拼音; unread characters are left out. */
export const proposePinyin = read('proposePinyin', {
  label: '姓名拼音建议',
  who: keepers,
  input: z.object({ name: z.string().max(50) }),
  answers: answers<{ pinyin: string }>(),
})

const f = particularFields
const required = (form: Record<string, unknown>, z: z.core.$RefinementCtx, field: string, message: string): void => {
  if (form[field] === undefined || form[field] === null) z.addIssue({ code: 'custom', path: [field], message })
}
/** P-5.2.3-03 = P2-2.2-02. What depends on the clock or on 专业目录 is judged by the server (judge in particulars.ts). */
export const addCandidate = write('addCandidate', {
  label: '新增考生',
  who: keepers,
  input: z
    .object({
      kind: choice('考生类型', kindCodes),
      name: f.name,
      namePinyin: f.namePinyin,
      idType: f.idType,
      idNo: f.idNo,
      gender: choice('性别', genders).optional(),
      birthDate: day('出生日期').optional(),
      mobile: f.mobile,
      majorId: id('就读专业').optional(),
      eduLevel: f.eduLevel.optional(),
      enrollYear: f.enrollYear.optional(),
      photoFileId: id('照片').optional(),
    })
    .superRefine((form, z) => {
      if (form.idType !== '身份证') required(form, z, 'gender', '请选择性别')
      if (form.kind !== 'student') return
      required(form, z, 'majorId', '请选择就读专业')
      required(form, z, 'eduLevel', '请选择专业层次')
      required(form, z, 'enrollYear', '请输入入学年份')
    }),
  answers: answers<{ id: string; candidateNo: string }>(),
  refuses: ['already-exists'],
})

/** P-5.2.3-09, -10. Absent = as it is; the form never holds the clear 证件号码 or 手机号 of what stands there. */
export const editCandidate = write('editCandidate', {
  label: '编辑',
  who: keepers,
  input: z.object({
    id: id('考生'),
    version: z.number().int(),
    name: f.name.optional(),
    namePinyin: f.namePinyin.optional(),
    idType: f.idType.optional(),
    idNo: f.idNo.optional(),
    gender: choice('性别', genders).optional(),
    birthDate: day('出生日期').optional(),
    mobile: f.mobile.optional(),
    /** null takes the 就读专业 away (社会考生 only). */
    majorId: id('就读专业').nullish(),
    eduLevel: f.eduLevel.optional(),
    enrollYear: f.enrollYear.optional(),
    photoFileId: id('照片').optional(),
  }),
  answers: answers<{ id: string; version: number; hint: string | null }>(),
  refuses: ['certifying', 'locked-fields', 'already-exists'],
})

export interface AllCandidates {
  readonly tab?: CandidateKind | undefined
  readonly filter: { readonly [K in keyof typeof candidateFilter]?: string | undefined }
  readonly expected: number
}
/** Ticked rows, or everything that the present question finds with the count the person saw. */
const chosen = {
  ids: ids.optional(),
  all: z
    .object({
      tab: z.enum(kindCodes).optional(),
      filter: z.object(candidateFilter).partial().default({}),
      expected: z.number().int().min(1, '请先选择数据').max(20_000, '一次最多选择20000条'),
    })
    .optional(),
}
const oneOf = (form: { ids?: unknown; all?: unknown }, z: z.core.$RefinementCtx): void => {
  if ((form.ids === undefined) === (form.all === undefined))
    z.addIssue({ code: 'custom', path: ['ids'], message: '请先选择数据' })
}
const certifyRefusals = ['photo-first', 'incomplete', 'only-unverified', 'certifying', 'service-down'] as const

export const certifyCandidate = write('certifyCandidate', {
  label: '认证',
  who: keepers,
  input: z.object({ id: id('考生') }),
  answers: answers<{ sent: number }>(),
  refuses: certifyRefusals,
})
export const certifyCandidates = write('certifyCandidates', {
  label: '批量认证',
  who: keepers,
  input: z.object(chosen).superRefine(oneOf),
  answers: answers<{ sent: number }>(),
  refuses: certifyRefusals,
})
/** P-5.2.3-15: 无批量操作. */
export const confirmCandidate = write('confirmCandidate', {
  label: '人工确认',
  who: keepers,
  input: z.object({ id: id('考生'), version: z.number().int() }),
  answers: answers<{ id: string; version: number }>(),
  refuses: ['only-needs-check'],
})

const iKnow = z.boolean().optional()
export const deleteCandidate = write('deleteCandidate', {
  label: '删除',
  who: keepers,
  input: z.object({ id: id('考生'), iKnow }),
  answers: answers<{ deleted: number }>(),
  refuses: ['enrolled', 'verified-delete'],
  confirm: '删除后不能恢复，是否确认删除该考生？',
})
export const deleteCandidates = write('deleteCandidates', {
  label: '批量删除',
  who: keepers,
  input: z.object({ ...chosen, iKnow }).superRefine(oneOf),
  answers: answers<{ deleted: number }>(),
  refuses: ['enrolled', 'verified-delete'],
  confirm: '删除后不能恢复，是否确认删除所选考生？',
})

/** The clear 证件号码 and 手机号 of one candidate, for who keeps them; leaves a row of who looked (P-0-03). */
export const revealCandidate = write('revealCandidate', {
  label: '显示全部',
  who: keepers,
  input: z.object({ id: id('考生') }),
  answers: answers<{ idNo: string; mobile: string | null }>(),
})
