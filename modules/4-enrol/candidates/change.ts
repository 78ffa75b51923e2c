import { readDocument } from './document.ts'
import type { CandidateKind, CandidateStatus, IdType } from './model.ts'
import { genderProblem, levelProblem, yearProblem, type MajorFact, type Problem } from './particulars.ts'
import { editRefusal, statusAfter, type IdentityChange } from './rules.ts'

/** What stands there now. `major` null also when an old record has none. */
export interface Present {
  readonly id: string
  readonly kind: CandidateKind
  readonly status: CandidateStatus
  readonly isCertifying: boolean
  readonly enrolledCount: number
  readonly name: string
  readonly namePinyin: string | null
  readonly idType: IdType
  readonly gender: string | null
  readonly birthDate: string | null
  readonly major: MajorFact | null
  readonly eduLevel: string | null
  readonly enrollYear: number | null
}
/** What somebody wants different; undefined = as it is. `major` null clears it (社会考生 only). */
export interface Wanted {
  readonly name?: string | undefined
  readonly namePinyin?: string | undefined
  readonly idType?: IdType | undefined
  readonly idNo?: string | undefined
  readonly gender?: string | undefined
  readonly birthDate?: string | undefined
  readonly mobile?: string | undefined
  readonly major?: MajorFact | null | undefined
  readonly eduLevel?: string | undefined
  readonly enrollYear?: number | undefined
  readonly photoFileId?: string | undefined
}
export interface Verdict {
  readonly refusal: 'certifying' | 'locked-fields' | null
  readonly problems: readonly Problem[]
  readonly changed: IdentityChange
  /** What the record becomes; `document` only when it is another one. */
  readonly next: {
    readonly name: string
    readonly namePinyin: string | null
    readonly idType: IdType
    readonly document: string | null
    readonly gender: string | null
    readonly birthDate: string | null
    readonly major: MajorFact | null
    readonly eduLevel: string | null
    readonly enrollYear: number | null
    readonly status: CandidateStatus
  }
}

/**
 * One rule for 编辑 and 批量修改 (P-5.2.3-08…10, S5.9…S5.11). `ownerOf` tells which candidate of the school bears a document:
 * the number that stands there already is no change, whatever sheet or form repeats it.
 */
export function judgeChange(
  p: Present,
  w: Wanted,
  today: string,
  ownerOf: (idType: string, idNo: string) => string | null,
): Verdict {
  const problems: Problem[] = []
  const found = (field: Problem['field'], why: string | null): void => void (why && problems.push({ field, why }))
  const idType = w.idType ?? p.idType
  let document: string | null = null
  let read: { gender: '男' | '女' | null; birthDate: string | null } = {
    gender: idType === '身份证' ? (p.gender as '男' | '女' | null) : null,
    birthDate: null,
  }
  if (w.idNo) {
    const verdict = readDocument(idType, w.idNo, today)
    if (!verdict.ok) found('idNo', verdict.why)
    else {
      const owner = ownerOf(idType, verdict.idNo)
      if (owner !== p.id) {
        document = verdict.idNo
        if (owner !== null) found('idNo', '该考生已存在')
      }
      read = verdict
    }
  } else if (idType !== p.idType) found('idNo', '修改证件类型时请同时填写证件号码')
  if (w.gender) found('gender', genderProblem(w.gender, read.gender))
  const major = w.major === undefined ? p.major : w.major
  const eduLevel = w.eduLevel ?? (w.major ? w.major.eduLevel : w.major === null ? null : p.eduLevel)
  if (w.major === null && p.kind === 'student') found('major', '请选择就读专业')
  // Old records may disagree already; what nobody touches is not judged again.
  if (major && eduLevel && (w.major || w.eduLevel)) found('eduLevel', levelProblem(major, eduLevel))
  if (w.enrollYear !== undefined) found('enrollYear', yearProblem(w.enrollYear, today))
  const changed: IdentityChange = {
    identity:
      (w.name !== undefined && w.name !== p.name) ||
      idType !== p.idType ||
      document !== null ||
      problems.some((x) => x.field === 'idNo'),
    photo: w.photoFileId !== undefined,
  }
  return {
    refusal: editRefusal({ ...p, isIncomplete: false }, changed),
    problems,
    changed,
    next: {
      name: w.name ?? p.name,
      namePinyin: w.namePinyin ?? p.namePinyin,
      idType,
      document,
      gender: read.gender ?? w.gender ?? p.gender,
      birthDate: read.birthDate ?? (idType === '身份证' ? p.birthDate : (w.birthDate ?? p.birthDate)),
      major,
      eduLevel,
      enrollYear: w.enrollYear ?? p.enrollYear,
      status: statusAfter(p.status, changed),
    },
  }
}

export type Changes = Readonly<Record<string, readonly [before: string | null, after: string | null]>>
const text = (v: unknown): string | null => (v === null || v === undefined ? null : String(v))

/** Old and new values by their names on screen, for the trail; numbers masked, never in clear. */
export function changesOf(
  p: Present & { readonly idMasked: string; readonly mobileMasked: string | null },
  v: Verdict,
  w: { readonly idMasked: string | null; readonly mobileMasked: string | null },
): Changes {
  const pairs: [string, unknown, unknown][] = [
    ['姓名', p.name, v.next.name],
    ['姓名拼音', p.namePinyin, v.next.namePinyin],
    ['证件类型', p.idType, v.next.idType],
    ['证件号码', p.idMasked, w.idMasked ?? p.idMasked],
    ['性别', p.gender, v.next.gender],
    ['出生日期', p.birthDate, v.next.birthDate],
    ['手机号', p.mobileMasked, w.mobileMasked ?? p.mobileMasked],
    ['就读专业', p.major?.name, v.next.major?.name],
    ['专业层次', p.eduLevel, v.next.eduLevel],
    ['入学年份', p.enrollYear, v.next.enrollYear],
    ...(v.changed.photo ? [['照片', '原照片', '新照片'] as [string, unknown, unknown]] : []),
  ]
  return Object.fromEntries(
    pairs.flatMap(([name, a, b]) => (text(a) === text(b) ? [] : [[name, [text(a), text(b)] as const]])),
  )
}
