import type { Inside } from '#kit/server/context.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { candidateFlow, type CandidateStatus, type Changes } from '../index.ts'

export interface Done {
  readonly id: string
  readonly from: CandidateStatus
  readonly to: CandidateStatus
  readonly isPhoto: boolean
  readonly changes: Changes
}

/** Leaves the decision rows and the old values of an 编辑, 批量修改 or 批量导入学生照片 (S5.3, S5.9…S5.11). */
export async function recordRewrites(inside: Inside, done: readonly Done[], label: string): Promise<void> {
  const byEnd = Map.groupBy(done, (d) => `${d.to} ${d.isPhoto}`)
  for (const group of byEnd.values()) {
    const { to, isPhoto } = group[0] as Done
    const only = group.length === 1 ? { detail: { changes: group[0]?.changes } } : {}
    await recordSteps(inside, candidateFlow, isPhoto ? 'photo' : 'change', group, to, { label, ...only })
  }
  await inside.trail({
    entity: 'candidates',
    id: done.length === 1 ? (done[0]?.id ?? null) : null,
    changes: { [label]: done.map(({ id, changes }) => ({ id, ...changes })) },
  })
}
