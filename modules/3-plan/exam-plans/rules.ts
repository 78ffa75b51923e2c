import {
  examBounds,
  missingBounds,
  orderProblems,
  overlapping,
  sittingProblems,
  type SittingTimes,
  type Windows,
} from '#sessions'
import type { FieldProblem } from '#kit/pure/refusal.ts'
import type { EnrolMode, PlanLine } from './model.ts'

/** A plan as the form holds it. Instants as ISO text. */
export interface PlanDraft {
  readonly windows: Windows
  readonly lines: readonly {
    readonly credentialId: string
    readonly modes: readonly EnrolMode[]
    readonly fee: number | null
    readonly subjects: readonly {
      readonly subjectId: string
      readonly startsAt: string | null
      readonly endsAt: string | null
      readonly fee: number | null
    }[]
  }[]
  readonly isAllSchools: boolean
  readonly schoolIds: readonly string[]
  readonly payMethod?: string | undefined
}
/** A saved plan in the shape that the rules judge. */
export const draftFrom = (p: {
  readonly windows: Windows
  readonly lines: readonly PlanLine[]
  readonly isAllSchools: boolean
  readonly schoolIds: readonly string[]
  readonly payMethod: string | null
}): PlanDraft => ({
  windows: p.windows,
  lines: p.lines.map((l) => ({
    credentialId: l.credentialId,
    modes: [
      ...(l.allowsByCertificate ? (['certificate'] as const) : []),
      ...(l.allowsBySubject ? (['subject'] as const) : []),
    ],
    fee: l.fee === null ? null : Number(l.fee),
    subjects: l.subjects.map((u) => ({
      subjectId: u.subjectId,
      startsAt: u.startsAt,
      endsAt: u.endsAt,
      fee: u.fee === null ? null : Number(u.fee),
    })),
  })),
  isAllSchools: p.isAllSchools,
  schoolIds: p.schoolIds,
  payMethod: p.payMethod ?? undefined,
})

/** What the catalogue says about the certificates and subjects that the plan names: own and 已发布 ones only. */
export interface Catalogue {
  readonly credentials: ReadonlySet<string>
  readonly subjects: ReadonlyMap<
    string,
    { readonly credentialId: string; readonly name: string; readonly targetTypeIds: readonly string[] }
  >
}
type DraftLine = PlanDraft['lines'][number]
type DraftSubject = DraftLine['subjects'][number]
const at = (base: string, ps: readonly FieldProblem[]): FieldProblem[] =>
  ps.map((p) => ({ ...p, path: `${base}.${p.path}` }))

const timed = (s: DraftSubject): SittingTimes | null =>
  s.startsAt !== null && s.endsAt !== null ? { startsAt: s.startsAt, endsAt: s.endsAt } : null
export const sittingsOf = (lines: readonly DraftLine[]): SittingTimes[] =>
  lines.flatMap((l) => l.subjects.flatMap((s) => timed(s) ?? []))

function subjectProblems(
  s: DraftSubject,
  line: DraftLine,
  known: Catalogue,
  earlier: readonly DraftSubject[],
): FieldProblem[] {
  const subject = known.subjects.get(s.subjectId)
  if (!subject || subject.credentialId !== line.credentialId)
    return [{ path: 'subjectId', message: '科目未发布，或不属于该证书' }]
  if (earlier.some((e) => e.subjectId === s.subjectId)) return [{ path: 'subjectId', message: `“${subject.name}”重复` }]
  if ((s.startsAt === null) !== (s.endsAt === null))
    return [
      s.startsAt === null
        ? { path: 'startsAt', message: '请选择考试开始时间' }
        : { path: 'endsAt', message: '请选择考试结束时间' },
    ]
  const times = timed(s)
  return times ? sittingProblems(times) : []
}

/** P-5.2.2-03: two subjects of one certificate at the same time for the same 参考对象类型. */
export function overlapProblem(
  subjects: readonly {
    readonly name: string
    readonly targetTypeIds: readonly string[]
    readonly startsAt: string | null
    readonly endsAt: string | null
  }[],
): { second: number; message: string } | null {
  const placed = subjects.flatMap((s, i) =>
    s.startsAt && s.endsAt
      ? [{ i, name: s.name, targets: s.targetTypeIds, startsAt: s.startsAt, endsAt: s.endsAt }]
      : [],
  )
  const pair = overlapping(placed)
  const [a, b] = pair ? [placed[pair[0]], placed[pair[1]]] : []
  return a && b
    ? { second: b.i, message: `“${a.name}”与“${b.name}”的考试时间重叠，同一参考对象类型的考生不能都参加` }
    : null
}

function lineProblems(line: DraftLine, known: Catalogue, earlier: readonly DraftLine[]): FieldProblem[] {
  if (!known.credentials.has(line.credentialId))
    return [{ path: 'credentialId', message: '只能选择本机构已发布的证书' }]
  if (earlier.some((e) => e.credentialId === line.credentialId))
    return [{ path: 'credentialId', message: '考试证书重复' }]
  const each = line.subjects.flatMap((s, i) =>
    at(`subjects.${i}`, subjectProblems(s, line, known, line.subjects.slice(0, i))),
  )
  if (each.length) return each
  const overlap = overlapProblem(
    line.subjects.map((s) => ({
      name: '',
      targetTypeIds: [],
      ...known.subjects.get(s.subjectId),
      startsAt: s.startsAt,
      endsAt: s.endsAt,
    })),
  )
  return overlap ? [{ path: `subjects.${overlap.second}.startsAt`, message: overlap.message }] : []
}

/** What may not be saved even in a draft: wrong certificates, overlaps, windows in the wrong order. What is not there yet may come later. */
export const draftProblems = (d: PlanDraft, known: Catalogue): FieldProblem[] => [
  ...d.lines.flatMap((l, i) => at(`lines.${i}`, lineProblems(l, known, d.lines.slice(0, i)))),
  ...at('windows', orderProblems(d.windows, examBounds(sittingsOf(d.lines)))),
]

/** S15.2: what a draft lacks before it can be 发布. */
export function unfinished(d: PlanDraft): FieldProblem[] {
  const found: FieldProblem[] = at('windows', missingBounds(d.windows))
  if (d.lines.length === 0) found.push({ path: 'lines', message: '请选择考试证书' })
  d.lines.forEach((l, i) => {
    if (l.modes.length === 0) found.push({ path: `lines.${i}.modes`, message: '请选择报考方式' })
    if (l.subjects.length === 0) found.push({ path: `lines.${i}.subjects`, message: '每个证书至少有一个考试科目' })
    l.subjects.forEach((s, j) => {
      if (!timed(s)) found.push({ path: `lines.${i}.subjects.${j}.startsAt`, message: '请选择考试时间' })
    })
  })
  if (!d.isAllSchools && d.schoolIds.length === 0) found.push({ path: 'schoolIds', message: '请选择参考院校' })
  return [...found, ...payProblems(d)]
}

/** P-5.2.7-10: whoever takes money says how it is paid. */
export const payProblems = (d: Pick<PlanDraft, 'lines' | 'payMethod'>): FieldProblem[] => {
  const costs = d.lines.some((l) => (l.fee ?? 0) > 0 || l.subjects.some((s) => (s.fee ?? 0) > 0))
  return costs && !d.payMethod ? [{ path: 'payMethod', message: '请填写缴费方式' }] : []
}
