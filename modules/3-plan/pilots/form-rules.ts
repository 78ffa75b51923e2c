import type { FieldProblem } from '#kit/pure/refusal.ts'
import type { ApprovedNumbers } from './model.ts'

/** Most heads of one declaration (spec 3.9: 1–99999). */
export const mostHeads = 99_999
/** Characters of 师资情况 and 场地情况, counted on plain text. */
export const mostWords = 1000

export interface MajorForm {
  readonly majorId: string
  readonly studentCount?: number | undefined
  readonly teacherCount?: number | undefined
  readonly applyCount?: number | undefined
}
export interface DeclarationForm {
  readonly applyTotal?: number | undefined
  readonly majors: readonly MajorForm[]
  /** Length of the plain text. */
  readonly teacherLength: number
  readonly siteLength: number
}

/** P-4.3-08: the total of a declaration by majors is their sum, whatever was posted; null while nothing is filled in. */
export function applyTotalOf(isByMajor: boolean, form: Pick<DeclarationForm, 'applyTotal' | 'majors'>): number | null {
  if (!isByMajor) return form.applyTotal ?? null
  const sum = form.majors.reduce((s, m) => s + (m.applyCount ?? 0), 0)
  return sum > 0 ? sum : null
}

/** What is wrong whether it is saved or submitted. */
export function savingProblems(isByMajor: boolean, form: DeclarationForm): FieldProblem[] {
  const seen = new Set<string>()
  const doubled = form.majors.flatMap((m, i) => {
    const again = seen.has(m.majorId)
    seen.add(m.majorId)
    return again ? [{ path: `majors.${i}.majorId`, message: '拟申报专业不能重复' }] : []
  })
  const tooLong = [['teacherInfo', form.teacherLength] as const, ['siteInfo', form.siteLength] as const].flatMap(
    ([path, length]) => (length > mostWords ? [{ path, message: `不能超过${mostWords}字` }] : []),
  )
  const total = applyTotalOf(isByMajor, form)
  const tooMany =
    total !== null && total > mostHeads ? [{ path: 'applyTotal', message: `申请培训总人数不能大于${mostHeads}` }] : []
  return [...tooMany, ...doubled, ...tooLong]
}

/** What 保存并提交 asks beyond that (P-4.3-07, -09, -10, -12). Paths are those of the form's fields. */
export function submittingProblems(isByMajor: boolean, form: DeclarationForm): FieldProblem[] {
  const problems: FieldProblem[] = []
  const ask = (missing: boolean, path: string, message: string): void => {
    if (missing) problems.push({ path, message })
  }
  if (isByMajor) {
    ask(form.majors.length === 0, 'majors', '请选择拟申报专业')
    form.majors.forEach((m, i) => {
      ask(m.studentCount === undefined, `majors.${i}.studentCount`, '请填写本专业在校学生数')
      ask(m.teacherCount === undefined, `majors.${i}.teacherCount`, '请填写本专业专任教师数')
      ask(m.applyCount === undefined, `majors.${i}.applyCount`, '请填写申请培训人数')
    })
  } else ask(form.applyTotal === undefined, 'applyTotal', '请输入申请培训总人数')
  ask(form.teacherLength === 0, 'teacherInfo', '请填写师资情况')
  ask(form.siteLength === 0, 'siteInfo', '请填写场地情况')
  return [...problems, ...savingProblems(isByMajor, form)]
}

export interface Applied {
  readonly isByMajor: boolean
  readonly applyTotal: number
  readonly majors: readonly { readonly majorId: string; readonly applyCount: number | null }[]
}
/**
 * P-4.3-24, S2.6: numbers of an approval. By majors each is 0–applied and the total is their sum, at least 1; otherwise the total is
 * 1–applied. What is left out is approved as applied.
 */
export function approvedNumbers(
  d: Applied,
  asked: { total?: number | undefined; majors?: readonly { majorId: string; count: number }[] | undefined },
): ApprovedNumbers | FieldProblem[] {
  const over = '审核人数不能大于申请培训人数'
  if (!d.isByMajor) {
    const total = asked.total ?? d.applyTotal
    if (total > d.applyTotal) return [{ path: 'total', message: over }]
    return total < 1 ? [{ path: 'total', message: '审核总人数不能小于1' }] : { total, perMajor: [] }
  }
  const given = new Map((asked.majors ?? []).map((m) => [m.majorId, m.count]))
  const foreign = (asked.majors ?? []).findIndex((m) => !d.majors.some((x) => x.majorId === m.majorId))
  if (foreign >= 0) return [{ path: `majors.${foreign}.count`, message: '该专业不在本次申报的拟申报专业内' }]
  const perMajor = d.majors.map((m) => ({ majorId: m.majorId, count: given.get(m.majorId) ?? m.applyCount ?? 0 }))
  const problems = perMajor.flatMap((m, i) =>
    m.count > (d.majors[i]?.applyCount ?? 0) ? [{ path: `majors.${i}.count`, message: over }] : [],
  )
  if (problems.length) return problems
  const total = perMajor.reduce((s, m) => s + m.count, 0)
  return total < 1 ? [{ path: 'total', message: '审核总人数不能小于1' }] : { total, perMajor }
}
