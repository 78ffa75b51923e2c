import { sessionOf } from '#sessions/server'
import { isUsable, siteOf } from '#sites/server'
import { tellAll } from '#messages/server'
import type { Session } from '#sessions'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import type { Scope } from '#kit/server/scope.ts'
import { siteAssigning } from '../events.ts'
import { assignSite, unassignSite } from '../operations.ts'
import { planForChange } from './read-draft.ts'
import { planLines } from './read-lines.ts'
import { participants, removeAssignments, writeAssignments, type Participant } from './store-places.ts'

type Ctx = Inside & {
  input: { sessionId: string; credentialId: string; schoolIds: string[] }
  scope: Scope
  refuse(code: 'not-found' | 'not-published'): never
}
const place = '/site-assignments'

/** The plan, held: 排考 holds it too (share), so that seats and places do not change in the same moment. */
async function plan(ctx: Ctx): Promise<{ session: Session; certificate: string }> {
  const { input, tx, scope, principal, refuse } = ctx
  if (!(await planForChange(tx, scope, input.sessionId))) return refuse('not-found')
  const session = await sessionOf(tx, input.sessionId, 'update')
  if (session?.status !== 'published') return refuse('not-published')
  const line = (await planLines(tx, [session.id], principal.charge))
    .get(session.id)
    ?.find((l) => l.credentialId === input.credentialId)
  return line ? { session, certificate: `${line.certName}(${line.certLevel})` } : refuse('not-found')
}

/** P-5.2.4.2-03: assigns 参考院校 to a site of the same certificate; both schools, and the host that loses them, hear of it. */
export const assignSiteHandler = handle(assignSite, async (ctx) => {
  const { input, tx, principal, refuse, emit, trail } = ctx
  const { session, certificate } = await plan(ctx)
  const site = await siteOf(tx, input.siteId)
  if (!site || site.awardingBodyId !== session.organiserId) return refuse('not-found')
  if (site.credentialId !== input.credentialId) return refuse('site-of-other-credential')
  if (!isUsable(site)) return refuse('site-not-usable')
  const schools = await participants(tx, session.id, input.credentialId, input.schoolIds)
  if (schools.length !== new Set(input.schoolIds).size) return refuse('not-participating')
  const moving = schools.filter((s) => s.siteId !== site.id)
  if (moving.length === 0) return { assigned: 0 }
  const schoolIds = moving.map((s) => s.id)
  await emit(siteAssigning, { sessionId: session.id, credentialId: input.credentialId, schoolIds })
  await writeAssignments(tx, {
    sessionId: session.id,
    credentialId: input.credentialId,
    siteId: site.id,
    hostSchoolId: site.schoolId,
    awardingBodyId: session.organiserId,
    by: principal.name,
    schoolIds,
  })
  await trail({
    entity: 'site-assignment',
    id: session.id,
    changes: { siteId: site.id, credentialId: input.credentialId, schoolIds },
  })
  await tellAll(ctx, [
    ...moving.map((s) => ({
      to: s.id,
      area: 'sites',
      title: '考核站点分配',
      text: `“${session.name}”${certificate}：本校考生在“${site.name}”考试${s.id === site.schoolId ? '' : '（借考）'}，报考由本校照常办理。`,
      link: place,
    })),
    ...hosted(moving, site.schoolId, `“${session.name}”${certificate}：以下院校的考生将在“${site.name}”借考：`),
    ...left(moving, site.schoolId, `“${session.name}”${certificate}：以下院校的考生不再到本校借考：`),
  ])
  return { assigned: moving.length }
})

const hosted = (moving: readonly Participant[], host: string, text: string) => {
  const guests = moving.filter((s) => s.id !== host)
  return guests.length
    ? [
        {
          to: host,
          area: 'sites',
          title: '考核站点接收借考',
          text: `${text}${guests.map((s) => s.name).join('、')}。`,
          link: place,
        },
      ]
    : []
}
/** One letter to each host that loses guests. */
const left = (moving: readonly Participant[], newHost: string | null, text: string) => {
  const losing = Map.groupBy(
    moving.filter((s) => s.hostSchoolId !== null && s.hostSchoolId !== newHost && s.hostSchoolId !== s.id),
    (s) => s.hostSchoolId as string,
  )
  return [...losing].map(([host, guests]) => ({
    to: host,
    area: 'sites',
    title: '考核站点不再借考',
    text: `${text}${guests.map((s) => s.name).join('、')}。`,
    link: place,
  }))
}

/** Back to the rule: the own enabled site, or none. */
export const unassignSiteHandler = handle(unassignSite, async (ctx) => {
  const { input, tx, emit, trail } = ctx
  const { session, certificate } = await plan(ctx)
  const moving = (await participants(tx, session.id, input.credentialId, input.schoolIds)).filter(
    (s) => s.siteId !== null,
  )
  if (moving.length === 0) return { unassigned: 0 }
  const schoolIds = moving.map((s) => s.id)
  await emit(siteAssigning, { sessionId: session.id, credentialId: input.credentialId, schoolIds })
  await removeAssignments(tx, session.id, input.credentialId, schoolIds)
  await trail({
    entity: 'site-assignment',
    id: session.id,
    changes: { siteId: null, credentialId: input.credentialId, schoolIds },
  })
  await tellAll(ctx, [
    ...moving.map((s) => ({
      to: s.id,
      area: 'sites',
      title: '考核站点取消分配',
      text: `“${session.name}”${certificate}：已取消为本校分配的考核站点；本校有已启用考核站点的，考生在本校考试。`,
      link: place,
    })),
    ...left(moving, null, `“${session.name}”${certificate}：以下院校的考生不再到本校借考：`),
  ])
  return { unassigned: moving.length }
})
