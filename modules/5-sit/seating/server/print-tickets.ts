import { z } from 'zod'
import { commonRefusals, refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Print } from '#kit/server/room.ts'
import { roomTickets, tickets } from '../documents.ts'
import { noticeBlocks } from '../notice.ts'
import { sittingTime } from '../times.ts'
import { words } from '../words.ts'
import { bound, inParts, unprintable, withoutPhoto, withoutSeat, type Made } from './papers.ts'
import { askedPlaces, placesAsked } from './print-rooms.ts'
import { print } from './printer.ts'
import { paperTickets, photosOf, registrationsForPrint, type PaperTicket } from './read-papers.ts'

// One page each, with a photo.
const ticketsPerPart = 300

async function printed(inside: Inside, list: readonly PaperTicket[]): Promise<Made> {
  const parts: Buffer[] = []
  const noPhoto: string[] = []
  for (const part of inParts(list, ticketsPerPart)) {
    const photos = await photosOf(inside, part.map((t) => t.candidateId))
    noPhoto.push(...part.filter((t) => !photos.has(t.candidateId)).map((t) => t.name))
    // 考试须知 is that of the plan: set once per plan and not once per ticket.
    const notices = [...new Set(part.map((t) => t.notice ?? ''))]
    const data = part.map(({ lines, notice, candidateId, enrolmentId: _, siteAddress, gender, ...t }) => ({
      ...t,
      gender: gender ?? '',
      siteAddress: siteAddress ?? '',
      photo: photos.get(candidateId)?.name ?? null,
      notice: notices.indexOf(notice ?? ''),
      lines: lines.map((l) => ({
        certificate: `${l.certName}(${l.certLevel})`,
        subjectName: l.subjectName,
        mode: l.mode,
        time: sittingTime(l.startsAt, l.endsAt),
        roomName: l.roomName ?? '未排考',
        seatNo: l.seatNo === null ? '' : String(l.seatNo),
      })),
    }))
    const images = Object.fromEntries([...photos.values()].map((p) => [p.name, p.bytes]))
    parts.push(await print(tickets.template, { tickets: data, notices: notices.map(noticeBlocks) }, { time: new Date(inside.now), images }))
  }
  const partly = list.filter((t) => t.lines.some((l) => l.seatNo === null)).map((t) => t.name)
  return bound(tickets.title, inside.now, parts, [...withoutPhoto(noPhoto), ...withoutSeat(partly), ...unprintable(list.map((t) => t.name))])
}

/** P-5.2.8.2-06: the own candidates of the rooms; the awarding body's are all. */
export const printRoomTickets: Print = {
  ...roomTickets,
  input: placesAsked,
  async make(inside, scope, input) {
    const { principal } = inside
    const places = await askedPlaces(inside, scope, input)
    const own = places.flatMap((p) => p.sitters).filter((s) => principal.actor !== 'school' || s.schoolId === principal.organisationId)
    if (!own.length) throw refusalOf('no-own-candidates', words['no-own-candidates'])
    return printed(inside, await paperTickets(inside, own.map((s) => s.enrolmentId)))
  },
}

const mostTickets = 500
const rowsAsked = z.object({ ids: z.array(z.uuid(), '请先选择数据').min(1, '请先选择数据').max(mostTickets, `一次最多打印${mostTickets}份准考证`) })
/** By rows of 排考明细; from 已排完 of the candidate's room on (spec 7.1). */
export const printTickets: Print = {
  ...tickets,
  input: rowsAsked,
  async make(inside, scope, input) {
    const found = await registrationsForPrint(inside, scope, rowsAsked.parse(input).ids)
    if (!found.length) throw refusalOf('not-found', commonRefusals['not-found'])
    const done = found.filter((r) => r.isDone).map((r) => r.enrolmentId)
    if (!done.length) throw refusalOf('not-done-yet', words['not-done-yet'])
    return printed(inside, await paperTickets(inside, done))
  },
}
