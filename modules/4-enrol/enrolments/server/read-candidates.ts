import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import type { EnrolledCandidateRow } from '../model.ts'
import { sql } from '#kit/server/sql.ts'
import { enrolledCandidate, listEnrolledCandidates } from '../operations.ts'
import { blockColumns, blockConditions, blockFrom, detailOf } from './read-enrolments.ts'
import { seen } from './store.ts'

/** 考生管理（已报考考生信息） of the awarding body: who is registered in its plans, as frozen (P-5.2.3-12). */
export const listEnrolledCandidatesHandler = handle(listEnrolledCandidates, (ctx) =>
  listPage<EnrolledCandidateRow>(ctx.tx, ctx.input, {
    columns: blockColumns,
    from: blockFrom,
    where: [seen(ctx.scope), ...blockConditions(ctx, ctx.input.filter)],
    id: sql`e.id`,
    sorts: {
      createdAt: { by: sql`e.created_at`, type: 'timestamptz' },
      name: { by: sql`e.name`, type: 'text' },
      candidateNo: { by: sql`e.candidate_no`, type: 'text' },
    },
    defaultSort: '-createdAt',
  }),
)

export const enrolledCandidateHandler = handle(
  enrolledCandidate,
  async ({ input, scope, tx, now, refuse }) =>
    (await detailOf(tx, scope, now, sql`e.id = ${input.id}`)) ?? refuse('not-found'),
)
