import type { DeclaredMajor } from './model.ts'

/** What a reviewer should look at before approving: facts of the form that do not fit each other. None: nothing to read. */
export function doubtsOf(d: {
  readonly majors: readonly DeclaredMajor[]
  readonly plan: { readonly isByMajor: boolean }
}): string[] {
  if (!d.plan.isByMajor) return []
  return d.majors.flatMap((m) => [
    ...(m.applyCount !== null && m.studentCount !== null && m.applyCount > m.studentCount
      ? [`${m.name}：申请培训人数${m.applyCount}大于在校学生数${m.studentCount}`]
      : []),
    ...(m.teacherCount === 0 ? [`${m.name}：没有专任教师`] : []),
  ])
}
