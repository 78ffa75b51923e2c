import type { FieldProblem } from '#kit/pure/refusal.ts'
import { boundLabels, bounds, spoken, type Bound, type ExamBounds, type SittingTimes, type Windows } from './model.ts'

type Edge = Bound | keyof ExamBounds
export const edgeLabels: Readonly<Record<Edge, string>> = {
  ...boundLabels,
  firstStart: '首场考试开始时间',
  lastEnd: '末场考试结束时间',
}

/** spec 3.11: earlier, later, may they be equal, and the field under which the sentence stands. */
const order: readonly { earlier: Edge; later: Edge; mayTouch: boolean; at: Bound }[] = [
  { earlier: 'registerStart', later: 'registerEnd', mayTouch: false, at: 'registerEnd' },
  { earlier: 'registerEnd', later: 'arrangeStart', mayTouch: true, at: 'registerEnd' },
  { earlier: 'arrangeStart', later: 'arrangeEnd', mayTouch: false, at: 'arrangeEnd' },
  { earlier: 'arrangeEnd', later: 'firstStart', mayTouch: true, at: 'arrangeEnd' },
  { earlier: 'lastEnd', later: 'scoreStart', mayTouch: true, at: 'scoreStart' },
  { earlier: 'scoreStart', later: 'scoreEnd', mayTouch: false, at: 'scoreEnd' },
  { earlier: 'scoreEnd', later: 'publicStart', mayTouch: true, at: 'scoreEnd' },
  { earlier: 'publicStart', later: 'publicEnd', mayTouch: false, at: 'publicEnd' },
]

/** P-5.2.2-03: every pair that stands in the wrong order, naming both windows. What is not set yet is not judged. */
export function orderProblems(w: Windows, exam: ExamBounds): FieldProblem[] {
  const all: Record<Edge, string | null> = { ...w, ...exam }
  return order.flatMap(({ earlier, later, mayTouch, at }) => {
    const [a, b] = [all[earlier], all[later]]
    if (a === null || b === null || a < b || (mayTouch && a === b)) return []
    const message = mayTouch
      ? `${edgeLabels[earlier]}不能晚于${edgeLabels[later]}`
      : `${edgeLabels[later]}必须晚于${edgeLabels[earlier]}`
    return [{ path: at, message }]
  })
}

/** What a session that is published may not lack. */
export const missingBounds = (w: Windows): FieldProblem[] =>
  bounds.filter((b) => w[b] === null).map((b) => ({ path: b, message: `请选择${boundLabels[b]}` }))

/** Has the bound passed? A start has passed once its window is open, an end once its window is closed (closed intervals). */
const hasPassed = (bound: Edge, at: string, now: string): boolean => (bound.endsWith('Start') ? now >= at : now > at)

/** S15.3: the three ends that may be moved later after they have passed, while the next window has not begun. */
const extensions: Partial<Record<Bound, { next: Edge; begun: string }>> = {
  registerEnd: { next: 'arrangeStart', begun: '排考' },
  arrangeEnd: { next: 'firstStart', begun: '考试' },
  scoreEnd: { next: 'publicStart', begun: '成绩公示' },
}

function moveProblem(bound: Bound, old: Windows & ExamBounds, next: string | null, now: string): string | null {
  const label = boundLabels[bound]
  const was = old[bound]
  if (next === was) return null
  if (next === null) return `请选择${label}`
  if (was !== null && hasPassed(bound, was, now)) {
    const extension = extensions[bound]
    if (!extension) return `${label}（${spoken(was)}）已过，不能修改`
    const begins = old[extension.next]
    if (begins !== null && now >= begins) return `${extension.begun}已经开始，${label}不能再延后`
    if (next < was) return `${label}（${spoken(was)}）已过，只能延后`
  }
  // An end set into the past would close a window behind the back of those who are in it.
  return bound.endsWith('End') && next < now ? `${label}不能早于当前时间` : null
}

/** S15.3 for the windows of a published session. Order is judged besides (orderProblems). */
export const windowMoveProblems = (old: Windows & ExamBounds, next: Windows, now: string): FieldProblem[] =>
  bounds.flatMap((b) => {
    const message = moveProblem(b, old, next[b], now)
    return message ? [{ path: b, message }] : []
  })

/** S15.3 for one sitting: no extensions here. Paths are relative to the sitting. */
export function sittingMoveProblems(old: SittingTimes, next: SittingTimes, now: string): FieldProblem[] {
  const found: FieldProblem[] = []
  if (next.startsAt !== old.startsAt && now >= old.startsAt)
    found.push({ path: 'startsAt', message: `考试开始时间（${spoken(old.startsAt)}）已过，不能修改` })
  if (next.endsAt !== old.endsAt && now > old.endsAt)
    found.push({ path: 'endsAt', message: `考试结束时间（${spoken(old.endsAt)}）已过，不能修改` })
  else if (next.endsAt !== old.endsAt && next.endsAt < now)
    found.push({ path: 'endsAt', message: '考试结束时间不能早于当前时间' })
  return [...found, ...sittingProblems(next)]
}
export const sittingProblems = (s: SittingTimes): FieldProblem[] =>
  s.endsAt > s.startsAt ? [] : [{ path: 'endsAt', message: '考试结束时间必须晚于考试开始时间' }]

export interface TimedSubject extends SittingTimes {
  readonly name: string
  /** 参考对象类型; none = 所有考生. */
  readonly targets: readonly string[]
}
/**
 * P-5.2.2-03: subjects of one certificate may not overlap in time for the same 参考对象类型. 所有考生 meets every type.
 * One that begins the moment the other ends does not overlap. Gives the first pair, as positions.
 */
export function overlapping(subjects: readonly TimedSubject[]): readonly [number, number] | null {
  for (const [i, a] of subjects.entries())
    for (const [j, b] of subjects.entries()) {
      if (j <= i || a.endsAt <= b.startsAt || b.endsAt <= a.startsAt) continue
      const meet = a.targets.length === 0 || b.targets.length === 0 || a.targets.some((t) => b.targets.includes(t))
      if (meet) return [i, j]
    }
  return null
}

/** What changed, in words for the people concerned: “报考结束时间由 … 改为 …”. */
export const changesInWords = (old: Windows, next: Windows): string[] =>
  bounds
    .filter((b) => old[b] !== next[b])
    .map(
      (b) => `${boundLabels[b]}由 ${old[b] ? spoken(old[b]) : '未设置'} 改为 ${next[b] ? spoken(next[b]) : '未设置'}`,
    )
