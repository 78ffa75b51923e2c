import type { Fault, RowOf } from '#kit/pure/sheet.ts'
import type { Wanted } from './change.ts'
import type { CandidateKind, IdType } from './model.ts'
import { judge, type MajorFact, type Particulars } from './particulars.ts'
import type { candidateSheet, correctionSheet } from './sheets.ts'

export type CandidateCells = RowOf<typeof candidateSheet>
export type CorrectionCells = RowOf<typeof correctionSheet>
export type MajorLookup = (code: string, version: string) => MajorFact | null

const fieldOf = {
  idNo: 'idNo',
  gender: 'gender',
  major: 'majorCode',
  eduLevel: 'eduLevel',
  enrollYear: 'enrollYear',
} as const
export const asFault = (p: { field: keyof typeof fieldOf; why: string }): Fault => ({
  field: fieldOf[p.field],
  why: p.why,
})

type MajorCells = Pick<CandidateCells, 'majorCode' | 'majorVersion' | 'majorName'>
/** The major that code and version name; a name that says another one is told (spec 6.1). */
function named(v: MajorCells, lookup: MajorLookup, faults: Fault[]): MajorFact | null {
  const major = lookup(v.majorCode, v.majorVersion)
  if (!major) faults.push({ field: 'majorCode', why: '专业代码与专业版本不存在' })
  else if (v.majorName && major.name !== v.majorName)
    faults.push({
      field: 'majorName',
      why: `专业代码与专业名称不一致：${major.code}为${major.name}`,
      suggestion: major.name,
    })
  return major
}
/** undefined where no major was named. */
function majorOf(
  v: MajorCells,
  isStudent: boolean,
  lookup: MajorLookup,
  faults: Fault[],
): MajorFact | null | undefined {
  if (!isStudent && !v.majorCode && !v.majorVersion && !v.majorName) return undefined
  for (const [field, title] of [
    ['majorName', '就读专业'],
    ['majorCode', '专业代码'],
    ['majorVersion', '专业版本'],
  ] as const)
    if (!v[field]) faults.push({ field, why: `请输入${title}` })
  return v.majorCode && v.majorVersion ? named(v, lookup, faults) : undefined
}

/** A row of I1 as 新增考生 would judge it; every fault stands at its cell (P-5.2.3-04). */
export function judgeRow(
  v: CandidateCells,
  kind: CandidateKind,
  today: string,
  lookup: MajorLookup,
): { faults: Fault[]; particulars: Particulars | null } {
  const faults: Fault[] = []
  const major = majorOf(v, kind === 'student', lookup, faults)
  const { problems, particulars } = judge(
    {
      kind,
      name: v.name,
      namePinyin: v.namePinyin,
      idType: v.idType as IdType,
      idNo: v.idNo,
      gender: v.gender || null,
      birthDate: null,
      mobile: v.mobile,
      major,
      eduLevel: v.eduLevel || null,
      enrollYear: v.enrollYear ? Number(v.enrollYear) : null,
    },
    today,
  )
  // The cells of 就读专业 have told already what is wrong with them.
  for (const p of problems) if (p.field !== 'major') faults.push(withLevel(asFault(p), major))
  return { faults, particulars: faults.length ? null : particulars }
}
const withLevel = (fault: Fault, major: MajorFact | null | undefined): Fault =>
  fault.field === 'eduLevel' && major ? { ...fault, suggestion: major.eduLevel } : fault

/** What a row of I3 wants different; `present` gives what an empty cell of 就读专业 stands for. */
export function wantedOf(
  v: CorrectionCells,
  present: { readonly major: MajorFact | null },
  lookup: MajorLookup,
): { faults: Fault[]; wanted: Wanted } {
  const faults: Fault[] = []
  let major: MajorFact | undefined
  if (v.majorCode || v.majorVersion || v.majorName) {
    const majorCode = v.majorCode || (present.major?.code ?? '')
    const majorVersion = v.majorVersion || (present.major?.versionName ?? '')
    if (!majorCode) faults.push({ field: 'majorCode', why: '请输入专业代码' })
    else if (!majorVersion) faults.push({ field: 'majorVersion', why: '请输入专业版本' })
    else {
      const found = named({ majorCode, majorVersion, majorName: v.majorName }, lookup, faults)
      // The exported sheet repeats what stands there: the same major is no change.
      if (found && found.id !== present.major?.id) major = found
    }
  }
  return {
    faults,
    wanted: {
      name: v.name || undefined,
      namePinyin: v.namePinyin || undefined,
      idType: (v.idType as IdType) || undefined,
      idNo: v.idNo || undefined,
      gender: v.gender || undefined,
      mobile: v.mobile || undefined,
      major,
      eduLevel: v.eduLevel || undefined,
      enrollYear: v.enrollYear ? Number(v.enrollYear) : undefined,
    },
  }
}
