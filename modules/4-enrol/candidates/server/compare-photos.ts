import type { Inside } from '#kit/server/context.ts'
import { scopeFor } from '#kit/server/handle.ts'
import { job, type JobRun } from '#kit/server/jobs.ts'
import { takeStep } from '#kit/server/steps.ts'
import type { Principal } from '#kit/pure/who.ts'
import { tell } from '#messages/server'
import { identitiesOf } from '#people/server'
import { candidateFlow, candidateWords, certifyCandidates } from '../index.ts'
import { policeOf, type ComparisonAsked, type PoliceService } from './police.ts'
import { endCertifying, heldWaiting, waitingOf } from './store-certifying.ts'

interface Sent {
  readonly ids: readonly string[]
  readonly principal: Principal
  readonly isBatch: boolean
}
type Outcome = {
  readonly id: string
  readonly answer: 'match' | 'mismatch' | 'unanswered'
  readonly reason: string | null
}
type Counts = Record<Outcome['answer'], number>

const tries = 5
const atOnce = 20
const patience = 15_000
const down = candidateWords['service-down'].says

/**
 * 公安系统照片比对 (S5.5–S5.7). Begun again after a crash it asks only for those who still wait. When the service does not
 * answer, the rest is not asked either: everybody stays 信息待认证 and may be sent again (P-5.2.3-14).
 */
export const comparePhotos = job<Sent>({
  name: 'candidates.comparePhotos',
  label: '公安系统照片比对',
  tries,
  async work(run) {
    const counts: Counts = { match: 0, mismatch: 0, unanswered: 0 }
    const { ids } = run.payload
    try {
      for (let at = 0; at < ids.length; at += atOnce) {
        const outcomes = counts.unanswered
          ? ids.slice(at, at + atOnce).map(unanswered)
          : await compareSome(run, ids.slice(at, at + atOnce))
        await run.inside((inside) => settle(inside, outcomes, counts))
      }
    } catch (e) {
      // A defect must not leave anybody 认证中 for ever.
      if (run.attempt >= tries) await run.inside((inside) => settle(inside, ids.map(unanswered), counts))
      throw e
    }
    await run.inside((inside) => report(inside, run.payload, counts))
  },
})
const unanswered = (id: string): Outcome => ({ id, answer: 'unanswered', reason: down })

async function compareSome(run: JobRun<Sent>, ids: readonly string[]): Promise<Outcome[]> {
  const { principal } = run.payload
  // Identity numbers are read as the person who pressed: the access log names who sent them out.
  const asked = await run.insideAs(principal, async (inside) => {
    const waiting = await waitingOf(inside.tx, scopeFor(principal, certifyCandidates), ids)
    const numbers = await identitiesOf(
      inside,
      waiting.map((w) => w.personId),
      '公安系统照片比对',
    )
    const made: (ComparisonAsked & { id: string })[] = []
    for (const w of waiting) {
      const file = await inside.house.files.read(inside.tx, w.photoFileId)
      const idNo = numbers.get(w.personId)
      if (!file || idNo === undefined) throw new Error(`photo or identity of candidate ${w.id} cannot be read`)
      made.push({ id: w.id, name: w.name, idType: w.idType, idNo, photo: file.bytes })
    }
    return made
  })
  const police = policeOf(run.house)
  return Promise.all(asked.map((a) => compareOne(run, police, a)))
}

async function compareOne(
  run: JobRun<Sent>,
  police: PoliceService,
  { id, ...asked }: ComparisonAsked & { id: string },
): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined
  const tired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), patience)
  })
  try {
    const result = await Promise.race([police.compare(asked), tired])
    return result.isMatch ? { id, answer: 'match', reason: null } : { id, answer: 'mismatch', reason: result.reason }
  } catch (e) {
    run.house.log.warn({ err: e }, 'photo comparison')
    return unanswered(id)
  } finally {
    clearTimeout(timer)
  }
}

async function settle(inside: Inside, outcomes: readonly Outcome[], counts: Counts): Promise<void> {
  const waiting = await heldWaiting(
    inside.tx,
    outcomes.map((o) => o.id),
  )
  const over = outcomes.filter((o) => waiting.has(o.id))
  for (const answer of ['match', 'mismatch', 'unanswered'] as const) {
    const some = over.filter((o) => o.answer === answer)
    if (!some.length) continue
    for (const [reason, ids] of Map.groupBy(some, (o) => o.reason))
      await takeStep(
        inside,
        candidateFlow,
        answer,
        'candidates.candidates',
        ids.map((o) => o.id),
        { reason },
      )
    counts[answer] += some.length
  }
  await endCertifying(inside.tx, over)
}

async function report(inside: Inside, { principal, isBatch }: Sent, counts: Counts): Promise<void> {
  if (!principal.organisationId || !principal.accountId || (!isBatch && !counts.unanswered)) return
  const parts = [
    counts.match ? `信息准确${counts.match}人` : '',
    counts.mismatch ? `需人工确认${counts.mismatch}人` : '',
    counts.unanswered ? `未完成${counts.unanswered}人：${down}` : '',
  ]
  const text = parts.filter(Boolean).join('，')
  if (!text) return
  await tell(inside, {
    to: principal.organisationId,
    account: principal.accountId,
    title: counts.unanswered ? '考生认证未完成' : '考生认证已完成',
    text,
    link: counts.mismatch ? '/candidates?status=needs-check' : '/candidates?status=unverified',
  })
}
