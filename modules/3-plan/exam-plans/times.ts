import {
  changesInWords,
  examBounds,
  orderProblems,
  sittingMoveProblems,
  spoken,
  windowMoveProblems,
  type ExamBounds,
  type SittingTimes,
  type Windows,
} from '#sessions'
import type { FieldProblem } from '#kit/pure/refusal.ts'
import type { PlanLine } from './model.ts'
import { overlapProblem } from './rules.ts'

export interface SittingMove extends SittingTimes {
  readonly id: string
}
const at = (base: string, ps: readonly FieldProblem[]): FieldProblem[] =>
  ps.map((p) => ({ ...p, path: `${base}.${p.path}` }))

/** S15.3 for the whole plan; paths are those of 修改时间. Sittings that are not given stay as they are. */
export function timesProblems(
  old: Windows & ExamBounds,
  lines: readonly PlanLine[],
  windows: Windows,
  moves: readonly SittingMove[],
  now: string,
): FieldProblem[] {
  const subjects = lines.flatMap((l) => l.subjects)
  const found = at('windows', windowMoveProblems(old, windows, now))
  moves.forEach((m, i) => {
    const was = subjects.find((u) => u.sittingId === m.id)
    if (!was?.startsAt || !was.endsAt) found.push({ path: `sittings.${i}.id`, message: '科目不在该考试计划内' })
    else found.push(...at(`sittings.${i}`, sittingMoveProblems({ startsAt: was.startsAt, endsAt: was.endsAt }, m, now)))
  })
  const moved = (l: PlanLine) =>
    l.subjects.map((u) => {
      const m = moves.find((x) => x.id === u.sittingId)
      return m ? { ...u, startsAt: m.startsAt, endsAt: m.endsAt } : u
    })
  for (const line of lines) {
    const overlap = overlapProblem(moved(line))
    if (!overlap) continue
    const i = moves.findIndex((m) => m.id === line.subjects[overlap.second]?.sittingId)
    found.push({ path: i < 0 ? 'sittings' : `sittings.${i}.startsAt`, message: overlap.message })
  }
  const sittings = lines
    .flatMap(moved)
    .flatMap((u) => (u.startsAt && u.endsAt ? [{ startsAt: u.startsAt, endsAt: u.endsAt }] : []))
  return [...found, ...at('windows', orderProblems(windows, examBounds(sittings)))]
}

/** What 修改时间 changes, in words with old and new; none = nothing. */
export const timeChanges = (
  old: Windows,
  lines: readonly PlanLine[],
  windows: Windows,
  moves: readonly SittingMove[],
): string[] => [
  ...changesInWords(old, windows),
  ...lines.flatMap((l) =>
    l.subjects.flatMap((u) => {
      const m = moves.find((x) => x.id === u.sittingId)
      if (!m || !u.startsAt || !u.endsAt || (m.startsAt === u.startsAt && m.endsAt === u.endsAt)) return []
      const was = `${spoken(u.startsAt)} 至 ${spoken(u.endsAt)}`
      return [
        `${l.certName}(${l.certLevel})${u.name}的考试时间由 ${was} 改为 ${spoken(m.startsAt)} 至 ${spoken(m.endsAt)}`,
      ]
    }),
  ),
]
