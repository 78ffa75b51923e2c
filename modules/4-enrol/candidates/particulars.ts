import { z } from 'zod'
import { choice, mobile, pattern, text } from '#kit/pure/fields.ts'
import { normaliseMobile, normaliseText } from '#packages/id-number/index.ts'
import { readDocument } from './document.ts'
import { eduLevels, genders, idTypes, type CandidateKind, type IdType } from './model.ts'

const cleaned = <S extends z.ZodType>(schema: S, clean: (text: string) => string = normaliseText) =>
  z.preprocess((v) => (typeof v === 'string' ? clean(v) : v), schema)

/** One rule per field, for the form, the edit and every cell of a sheet alike (spec 3.12). */
export const particularFields = {
  name: cleaned(
    z
      .string('请输入姓名')
      .min(1, { error: '请输入姓名', abort: true })
      .regex(/^.{2,50}$/u, { error: '姓名格式不正确：应为2至50个字', abort: true })
      .regex(/^\P{Nd}+$/u, '姓名格式不正确：不能有数字'),
  ),
  namePinyin: cleaned(
    pattern('姓名拼音', /^[A-Z ]{2,100}$/, '姓名拼音格式不正确：只能有字母和空格，2至100个字符'),
    (t) => normaliseText(t).replace(/\s+/g, ' ').toUpperCase(),
  ),
  idType: choice('证件类型', idTypes),
  idNo: text('证件号码', 40),
  gender: choice('性别', genders),
  mobile: cleaned(mobile(), normaliseMobile),
  eduLevel: choice('专业层次', eduLevels),
  enrollYear: z.preprocess(
    (v) => (typeof v === 'string' ? normaliseText(v) : v),
    z.coerce
      .string('请输入入学年份')
      .min(1, { error: '请输入入学年份', abort: true })
      .regex(/^\d{4}$/, '入学年份格式不正确：应为4位数字')
      .transform(Number),
  ),
} as const

/** A row of 专业目录 as this module needs it. */
export interface MajorFact {
  readonly id: string
  readonly code: string
  readonly versionName: string
  readonly name: string
  readonly eduLevel: string
}
/** What a school records about a person, judged and in the form in which it is stored. */
export interface Particulars {
  readonly name: string
  readonly namePinyin: string
  readonly idType: IdType
  readonly idNo: string
  readonly gender: string
  readonly birthDate: string | null
  readonly mobile: string
  readonly major: MajorFact | null
  readonly eduLevel: string | null
  readonly enrollYear: number | null
  /** First six digits of a 身份证号, for the 考生编号. */
  readonly region: string | null
}
export interface Problem {
  readonly field: 'idNo' | 'gender' | 'major' | 'eduLevel' | 'enrollYear'
  readonly why: string
}

export interface Unjudged {
  readonly kind: CandidateKind
  readonly name: string
  readonly namePinyin: string
  readonly idType: IdType
  readonly idNo: string
  readonly gender: string | null
  readonly birthDate: string | null
  readonly mobile: string
  /** undefined: none was named. null: named, but not in 专业目录. */
  readonly major: MajorFact | null | undefined
  readonly eduLevel: string | null
  readonly enrollYear: number | null
}

export const yearProblem = (year: number, today: string): string | null =>
  year < 1990 || year > Number(today.slice(0, 4)) ? `入学年份应在1990至${today.slice(0, 4)}之间` : null
export const levelProblem = (major: MajorFact, level: string): string | null =>
  level === major.eduLevel ? null : `专业层次与专业不一致：${major.name}为${major.eduLevel}`
export const genderProblem = (typed: string | null, read: string | null): string | null =>
  read && typed && typed !== read ? `性别与身份证号不一致：按身份证号应为${read}` : null

/** What one field alone cannot tell. `today` is yyyy-mm-dd in Asia/Shanghai. */
export function judge(u: Unjudged, today: string): { problems: Problem[]; particulars: Particulars | null } {
  const problems: Problem[] = []
  const found = (field: Problem['field'], why: string | null): void => void (why && problems.push({ field, why }))
  const document = readDocument(u.idType, u.idNo, today)
  if (!document.ok) found('idNo', document.why)
  const read = document.ok ? document.gender : null
  if (u.idType !== '身份证' && !u.gender) found('gender', '请选择性别')
  found('gender', genderProblem(u.gender, read))
  const isStudent = u.kind === 'student'
  if (u.major === null) found('major', '专业代码与专业版本不存在')
  if (u.major === undefined && isStudent) found('major', '请选择就读专业')
  if (isStudent && !u.eduLevel) found('eduLevel', '请选择专业层次')
  if (u.major && u.eduLevel) found('eduLevel', levelProblem(u.major, u.eduLevel))
  if (isStudent && u.enrollYear === null) found('enrollYear', '请输入入学年份')
  if (u.enrollYear !== null) found('enrollYear', yearProblem(u.enrollYear, today))
  if (problems.length || !document.ok) return { problems, particulars: null }
  const { kind: _, ...rest } = u
  return {
    problems,
    particulars: {
      ...rest,
      idNo: document.idNo,
      gender: read ?? (u.gender as string),
      birthDate: document.birthDate ?? u.birthDate,
      major: u.major ?? null,
      eduLevel: u.eduLevel ?? u.major?.eduLevel ?? null,
      region: document.region,
    },
  }
}
