import { createSession, reviseSession } from '#sessions/server'
import { handle } from '#kit/server/handle.ts'
import { sanitised } from '#packages/rich-text/index.ts'
import { savePlan } from '../operations.ts'
import { draftProblems, sittingsOf, type PlanDraft } from '../rules.ts'
import { catalogueOf } from './read-choices.ts'
import { planForChange } from './read-draft.ts'
import { nextNumber, withoutCertificate, writeLineFees, writePlan } from './store.ts'

const sessionLines = (lines: PlanDraft['lines']) =>
  lines.map((l) => ({
    credentialId: l.credentialId,
    subjects: l.subjects.map((s) => ({ subjectId: s.subjectId, sittings: sittingsOf([{ ...l, subjects: [s] }]) })),
  }))

/** S15.1: makes a draft or puts one to what the form holds; a published plan only changes by 修改时间 and 设置费用标准 (A42). */
export const savePlanHandler = handle(
  savePlan,
  async (ctx) => {
    const { input, tx, principal, invalid, refuse, trail } = ctx
    const organiserId = principal.organisationId as string
    if (input.id && !(await planForChange(tx, ctx.scope, input.id))) return refuse('not-found')
    const problems = draftProblems(input, await catalogueOf(tx, organiserId, principal.charge))
    if (!input.isAllSchools && problems.length === 0) {
      const strangers = await withoutCertificate(
        tx,
        input.schoolIds,
        input.lines.map((l) => l.credentialId),
      )
      if (strangers.length)
        problems.push({ path: 'schoolIds', message: `${strangers.join('、')}没有本计划证书的试点资格` })
    }
    if (problems.length) return invalid(problems)
    const head = { name: input.name, year: input.year, windows: input.windows, lines: sessionLines(input.lines) }
    const id =
      input.id ?? (await createSession(ctx, { ...head, door: 'pilot', number: await nextNumber(tx), organiserId }))
    if (input.id) {
      await reviseSession(ctx, id, input.version ?? 0, head)
      await trail({ entity: 'session', id, changes: { name: input.name, windows: input.windows } })
    }
    await writePlan(tx, id, { ...input, payMethod: input.payMethod ?? null, notice: sanitised(input.notice) || null })
    await writeLineFees(tx, id, input.lines)
    return { id }
  },
  { constraints: { session_name_unique: 'name-taken' } },
)
