import { handle } from '#kit/server/handle.ts'
import { sheetImport, type SheetRow } from '#kit/server/import.ts'
import { readIdNo, readScore, scoreSheet, type ScoreCells } from '../index.ts'
import { recordScore } from '../operations.ts'
import { judgeRows, openSubject, type RowAsked } from './judge-rows.ts'
import { record } from './record.ts'

const again = '重新导入'
type Rows = readonly SheetRow<keyof ScoreCells>[]
const asked = (rows: Rows): RowAsked[] =>
  rows.map(({ values: v }) => {
    const s = readScore(v.score)
    return { ...v, score: s.ok ? s.score : null }
  })

export const importScores = sheetImport({
  sheet: scoreSheet,
  async open(inside, scope, given) {
    await openSubject(inside, scope, given)
  },
  async check(inside, scope, given, rows) {
    return (await judgeRows(inside, await openSubject(inside, scope, given), asked(rows))).faults
  },
  async apply(inside, scope, given, rows) {
    const { faults, good } = await judgeRows(inside, await openSubject(inside, scope, given), asked(rows))
    return { made: await record(inside, good, again), faults }
  },
})

/** One row of the sheet, by the same way. */
export const recordScoreHandler = handle(
  recordScore,
  async (ctx) => {
    const { input, scope } = ctx
    const subject = await openSubject(ctx, scope, { planId: input.planId, lineSubjectId: input.lineSubjectId })
    const row = { ...input, idNo: readIdNo(input.idNo ?? ''), subjectName: input.subjectName ?? '' }
    const { faults, good } = await judgeRows(ctx, subject, [row])
    const [one] = good
    if (!one) return ctx.invalid((faults.get(0) ?? []).map((f) => ({ path: f.field ?? '', message: f.why })))
    await record(ctx, [one], again)
    await ctx.trail({ entity: 'score', id: one.enrolmentSubjectId, changes: { score: one.score } })
    return { id: one.enrolmentSubjectId }
  },
)
