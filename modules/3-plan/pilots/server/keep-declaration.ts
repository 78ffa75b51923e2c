import { plainLength, sanitised } from '#packages/rich-text/index.ts'
import { credentialOf } from '#credentials/server'
import { schoolOf } from '#organisations/server'
import type { InputOf, CodeOf } from '#kit/pure/operation.ts'
import type { Ctx } from '#kit/server/context.ts'
import { recordSteps, takeStep } from '#kit/server/steps.ts'
import { applyTotalOf, savingProblems, submittingProblems } from '../form-rules.ts'
import type { saveDeclaration } from '../operations.ts'
import { editVerdict, isStopped, openVerdict, turnOf } from '../rules.ts'
import { declarationFlow } from '../workflow.ts'
import { tellReviewer } from './letters.ts'
import {
  addDeclarationRow,
  declarationForChange,
  declarationOfYear,
  foreignMajors,
  markSubmitted,
  saveDeclarationRow,
  setDeclaredMajors,
  type DeclarationForChange,
  type Kept,
} from './store.ts'
import { credentialIsOpen, hasPublishedPlan, planById, provinceOf, publishedPlan, type Plan } from './store-plans.ts'

type Keeping = Ctx<InputOf<typeof saveDeclaration>, CodeOf<typeof saveDeclaration>>
interface Target {
  readonly plan: Plan
  /** The record that is written over; null: a new one. */
  readonly old: DeclarationForChange | null
  /** S2.12: it moves to `plan`. */
  readonly isCarried: boolean
}

/** 编辑 of an own record (S2.2–S2.4). */
async function edited(ctx: Keeping, id: string): Promise<Target> {
  const { input, scope, tx, now, refuse } = ctx
  const old = await declarationForChange(tx, scope, id)
  if (!old) return refuse('not-found')
  if (old.version !== input.version) return refuse('state-changed')
  const verdict = editVerdict(old, now)
  if (verdict) return refuse(verdict === 'submitted' ? 'state-changed' : verdict)
  return { plan: await planById(tx, old.plan.id), old, isCarried: false }
}

/** 立即申报 in a plan (S2.1): a new record, or the one that a finished plan of the year left behind (S2.12). */
async function begun(ctx: Keeping, schoolId: string, province: string): Promise<Target> {
  const { input, tx, now, refuse } = ctx
  const plan = await publishedPlan(tx, province, input.planId)
  // P3-2.3-03: a province that has published nothing is told apart from a plan that is not there.
  if (!plan) return refuse((await hasPublishedPlan(tx, province)) ? 'not-found' : 'no-plan')
  const verdict = openVerdict(plan, now)
  if (verdict) return refuse(verdict)
  const old = await declarationOfYear(tx, schoolId, input.credentialId, plan.year)
  if (!old) return { plan, old: null, isCarried: false }
  // P-4.3-14: over all batches and all states of the year; only a record stopped by S2.11 goes on elsewhere (A17).
  if (old.plan.id === plan.id || !isStopped(old, now)) return refuse('declared-already')
  return { plan, old, isCarried: true }
}

/** 保存 and 保存并提交 of the form, one act: who may, when, what, and the record that comes of it. */
export async function keepDeclaration(ctx: Keeping, submits: boolean): Promise<{ id: string; version: number }> {
  const { input, tx, principal, refuse, invalid, trail } = ctx
  const school = (await schoolOf(tx, principal.organisationId ?? '')) ?? refuse('not-found')
  const { plan, old, isCarried } = input.id
    ? await edited(ctx, input.id)
    : await begun(ctx, school.id, provinceOf(school.cityCode))
  // spec 1.3.1: to a 证书负责人 there are no other certificates than its 负责的证书.
  if (principal.charge && !principal.charge.includes(input.credentialId)) return refuse('not-found')
  // P3-2.3-01: the base data cannot be skipped.
  if (!school.isBaseInfoCompleted) return refuse('base-missing')
  // What runs already goes on when its certificate is taken out of use (P-4.1-07); a new choice must be open in the plan.
  const isNewChoice = !old || isCarried || old.credentialId !== input.credentialId
  if (isNewChoice && !(await credentialIsOpen(tx, plan, input.credentialId))) return refuse('credential-not-in-scope')
  if (!(await credentialOf(tx, input.credentialId))) return refuse('not-found')

  // P-4.3-09: without 按专业 a row is a major and nothing else.
  const majors = plan.isByMajor ? input.majors : input.majors.map(({ majorId }) => ({ majorId }))
  const teacherInfo = sanitised(input.teacherInfo)
  const siteInfo = sanitised(input.siteInfo)
  const form = {
    applyTotal: input.applyTotal,
    majors,
    teacherLength: plainLength(teacherInfo),
    siteLength: plainLength(siteInfo),
  }
  const problems = submits ? submittingProblems(plan.isByMajor, form) : savingProblems(plan.isByMajor, form)
  const foreign = await foreignMajors(
    tx,
    input.credentialId,
    majors.map((m) => m.majorId),
  )
  majors.forEach((m, i) => {
    if (foreign.includes(m.majorId)) problems.push({ path: `majors.${i}.majorId`, message: '该专业不在证书对应专业内' })
  })
  if (problems.length) return invalid(problems)

  const kept: Kept = {
    credentialId: input.credentialId,
    applyTotal: applyTotalOf(plan.isByMajor, form),
    majors,
    teacherInfo,
    siteInfo,
  }
  const id = old
    ? await rewrite(ctx, old, plan, isCarried, kept)
    : await create(ctx, plan, { id: school.id, cityCode: school.cityCode }, kept, submits)
  if (old && submits) {
    await takeStep(ctx, declarationFlow, 'submit', 'pilots.declarations', [id])
    await markSubmitted(tx, id)
  }
  if (old && !submits)
    await trail({
      entity: 'declaration',
      id,
      changes: { applyTotal: [old.applyTotal, kept.applyTotal], majors: majors.length },
    })
  const after = (await declarationOfYear(tx, school.id, input.credentialId, plan.year)) ?? refuse('not-found')
  if (submits) {
    const turn = turnOf({ status: after.status, needsCityReview: plan.needsCityReview, hasCity: after.hasCity })
    await tellReviewer(ctx, after, turn === 'city' ? 'city' : 'province')
  }
  return { id, version: after.version }
}

async function create(
  ctx: Keeping,
  plan: Plan,
  school: { id: string; cityCode: string },
  kept: Kept,
  submits: boolean,
): Promise<string> {
  const at = { planId: plan.id, year: plan.year, schoolId: school.id, regionCode: school.cityCode }
  const status = submits ? 'first-review' : 'draft'
  const { id } = await addDeclarationRow(ctx.tx, at, kept, status)
  await setDeclaredMajors(ctx.tx, id, kept.majors)
  await recordSteps(ctx, declarationFlow, submits ? 'submit' : 'save', [{ id, from: null }], status)
  return id
}

async function rewrite(
  ctx: Keeping,
  old: DeclarationForChange,
  plan: Plan,
  isCarried: boolean,
  kept: Kept,
): Promise<string> {
  await saveDeclarationRow(ctx.tx, old.id, plan.id, kept)
  await setDeclaredMajors(ctx.tx, old.id, kept.majors)
  const step = isCarried ? 'carry' : old.status === 'returned' ? 'save' : null
  if (step)
    await takeStep(ctx, declarationFlow, step, 'pilots.declarations', [old.id], {
      detail: isCarried ? { from: old.plan.batch, to: plan.batch } : null,
    })
  return old.id
}
