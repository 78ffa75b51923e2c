import { countEnrolled } from '#candidates/server'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { enrolmentsChanged } from '../events.ts'
import { deleteEnrolment, deleteEnrolments } from '../operations.ts'
import { deleteVerdict } from '../rules.ts'
import { words } from '../words.ts'
import { removeSubjects, standingForDelete, type SubjectStanding } from './store.ts'

/**
 * What stands below and rests on a registration says no by its foreign key; the judged columns say it first, this is for whoever
 * forgets to keep them.
 */
const constraints = {
  payment_items_enrolment_fkey: 'in-request',
  payment_items_subject_fkey: 'in-request',
  seats_enrolment_subject_fkey: 'seated-or-paid',
  seats_enrolment_id_fkey: 'seated-or-paid',
  scores_enrolment_id_fkey: 'seated-or-paid',
  scores_enrolment_subject_id_fkey: 'seated-or-paid',
  records_enrolment_id_fkey: 'seated-or-paid',
} as const

/** Removes judged rows; 已报考证书 falls by one for every registration that goes (S6.6). */
export async function remove(inside: Inside, rows: readonly SubjectStanding[]): Promise<void> {
  const gone = await removeSubjects(
    inside.tx,
    rows.map((r) => r.id),
  )
  await countEnrolled(
    inside.tx,
    gone.map((g) => g.candidateId),
    -1,
  )
  const away = new Set(gone.map((g) => g.enrolmentId))
  const left = [...new Set(rows.map((r) => r.enrolmentId))].filter((id) => !away.has(id))
  if (left.length) await inside.emit(enrolmentsChanged, { enrolmentIds: left })
}

/** The verdict on the row that was pressed; of a 按证书 registration on any of its subjects. */
function verdictOf(id: string, standing: readonly SubjectStanding[]): ReturnType<typeof deleteVerdict> | 'not-found' {
  const own = standing.find((s) => s.id === id)
  if (!own) return 'not-found'
  const whole = own.mode === 'certificate' ? standing.filter((s) => s.enrolmentId === own.enrolmentId) : [own]
  const verdicts = whole.map(deleteVerdict)
  return verdicts.find((v) => v === 'seated-or-paid') ?? verdicts.find((v) => v !== null) ?? null
}

/** P-5.2.6-15 */
export const deleteEnrolmentHandler = handle(
  deleteEnrolment,
  async (ctx) => {
    const standing = await standingForDelete(ctx.tx, ctx.scope, [ctx.input.id])
    const no = verdictOf(ctx.input.id, standing)
    if (no) return ctx.refuse(no)
    await remove(ctx, standing)
    await ctx.trail({
      entity: 'enrolment',
      id: standing[0]?.enrolmentId ?? null,
      to: 'deleted',
      changes: { rows: standing.map((s) => s.id) },
    })
    return { deleted: standing.length }
  },
  { constraints },
)

/** P-5.2.6-14, P-0-08: every row is checked first; one that is unfit stops all and is named. */
export const deleteEnrolmentsHandler = handle(
  deleteEnrolments,
  async (ctx) => {
    const ids = [...new Set(ctx.input.ids)]
    const standing = await standingForDelete(ctx.tx, ctx.scope, ids)
    const verdicts = ids.map((id) => verdictOf(id, standing))
    if (verdicts.includes('not-found')) return ctx.refuse('not-found')
    for (const code of ['seated-or-paid', 'in-request'] as const) {
      const unfit = verdicts.flatMap((v, i) => (v === code ? [i + 1] : []))
      if (unfit.length) return ctx.refuse('rows-unfit', { rows: unfit.join('、'), reason: words[code].says })
    }
    await remove(ctx, standing)
    await ctx.trail({ entity: 'enrolment', to: 'deleted', changes: { rows: standing.map((s) => s.id) } })
    return { deleted: standing.length }
  },
  { constraints },
)
