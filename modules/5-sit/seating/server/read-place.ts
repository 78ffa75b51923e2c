import { handle } from '#kit/server/handle.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Scope } from '#kit/server/scope.ts'
import { maybe, rows, sql } from '#kit/server/sql.ts'
import type { PlaceDetail } from '../model.ts'
import { place } from '../operations-places.ts'
import { watchProblem } from '../rules.ts'
import { isSiteDone, placeColumns, placeFrom, seenRoom, sittersOf, watchersOf } from './read-places.ts'
import { viewerOf } from './store.ts'

/** What 监考安排 needs of a place besides what is shown. */
export interface PlaceFacts extends Omit<PlaceDetail, 'sitters' | 'watches' | 'isWhole' | 'watchProblem' | 'otherwiseTaken' | 'isDone'> {
  readonly sessionId: string
  readonly credentialId: string
  readonly hostSchoolId: string
  readonly awardingBodyId: string
}
/** One room with one subject, when the reader is host, awarding body, or has candidates in it; else null. */
export const placeFacts = (inside: Inside, scope: Scope, where: { readonly roomId: string; readonly lineSubjectId: string }): Promise<PlaceFacts | null> =>
  maybe<PlaceFacts>(
    inside.tx,
    sql`select x.* from (select ${placeColumns(scope, viewerOf(inside))}, s.id as "sessionId", s.arrange_start as "arrangeStart", s.arrange_end as "arrangeEnd", k.id as "siteId", k.address as "siteAddress",
          r.room_type as "roomType", r.address as "roomAddress", l.credential_id as "credentialId", r.school_id as "hostSchoolId", r.awarding_body_id as "awardingBodyId"
        from ${placeFrom} where r.id = ${where.roomId} and ls.id = ${where.lineSubjectId} and ${seenRoom(scope)}) x
        where x.seated > 0 or ${viewerOf(inside)} in (x."hostSchoolId", x."awardingBodyId")`,
  )
/** Host and awarding body arrange 监考 and see the whole room. */
export const isKeeper = (inside: Inside, p: Pick<PlaceFacts, 'hostSchoolId' | 'awardingBodyId'>): boolean => [p.hostSchoolId, p.awardingBodyId].includes(viewerOf(inside))

const byId = (inside: Inside, id: string): Promise<{ roomId: string; lineSubjectId: string } | null> =>
  maybe<{ roomId: string; lineSubjectId: string }>(
    inside.tx,
    sql`select t.room_id as "roomId", t.line_subject_id as "lineSubjectId" from seating.seats t where t.place_id = ${id} limit 1`,
  )
const otherwiseTaken = async (inside: Inside, p: PlaceFacts): Promise<number[]> =>
  (
    await rows<{ n: number }>(
      inside.tx,
      sql`select distinct t.seat_no as n from seating.seats t where t.room_id = ${p.roomId} and t.line_subject_id <> ${p.lineSubjectId}
            and tstzrange(t.starts_at, t.ends_at) && tstzrange(${p.startsAt}, ${p.endsAt}) order by 1`,
    )
  ).map((r) => r.n)

/** P-5.2.8.2-02: 考点编排详情. */
export const placeHandler = handle(place, async (ctx) => {
  const { input, scope, now, refuse } = ctx
  const where = 'id' in input ? await byId(ctx, input.id) : input
  const found = where ? await placeFacts(ctx, scope, where) : null
  if (!found) return refuse('not-found')
  const isWhole = isKeeper(ctx, found)
  const isDone = found.seated > 0 && (await isSiteDone(ctx, found.lineSubjectId, found.siteId, found.arrangeEnd))
  const { sessionId: _s, credentialId: _c, hostSchoolId: _h, awardingBodyId: _b, ...shown } = found
  return {
    ...shown,
    isDone,
    isWhole,
    otherwiseTaken: isWhole ? await otherwiseTaken(ctx, found) : [],
    watchProblem: isWhole ? watchProblem({ isDone, startsAt: found.startsAt }, now) : ('not-host' as const),
    sitters: (await sittersOf(ctx, scope, [found.id])).get(found.id) ?? [],
    watches: (await watchersOf(ctx, [found.id])).get(found.id) ?? [],
  }
})
