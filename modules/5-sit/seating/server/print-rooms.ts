import { z } from 'zod'
import { commonRefusals, refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import type { Print } from '#kit/server/room.ts'
import type { Scope } from '#kit/server/scope.ts'
import { deskLabels, doorSheet, mostPlaces, signInSheet } from '../documents.ts'
import { sittingTime } from '../times.ts'
import { bound, inParts, unprintable, withoutPhoto, type Made } from './papers.ts'
import { print } from './printer.ts'
import { paperPlaces, photosOf, type PaperPlace } from './read-papers.ts'

/** Rows of 考场编排: one for the button of a row, several for the ticked ones. */
export const placesAsked = z.object({ ids: z.array(z.uuid(), '请先选择数据').min(1, '请先选择数据').max(mostPlaces, `一次最多打印${mostPlaces}个考场`) })
export async function askedPlaces(inside: Inside, scope: Scope, input: unknown): Promise<PaperPlace[]> {
  const places = await paperPlaces(inside, scope, placesAsked.parse(input).ids)
  if (!places.length) throw refusalOf('not-found', commonRefusals['not-found'])
  return places
}
const namesIn = (places: readonly PaperPlace[]): string[] => places.flatMap((p) => p.sitters.map((s) => s.name))

/** What every paper of a room says of it. */
const headOf = (p: PaperPlace) => ({
  planName: p.planName,
  siteName: p.siteName,
  siteAddress: p.siteAddress ?? '',
  roomName: p.roomName,
  certificate: `${p.certName}(${p.certLevel})`,
  subjectName: p.subjectName,
  mode: p.mode,
  time: sittingTime(p.startsAt, p.endsAt),
})
const time = (inside: Inside): Date => new Date(inside.now)
// A part is one file of the press: its size keeps the memory of the child process within bounds.
const rowsPerPart = 6000
const labelsPerPart = 1000

/** D1: one page (or more) per room and subject. */
export const printDoorSheet: Print = {
  ...doorSheet,
  input: placesAsked,
  async make(inside, scope, input): Promise<Made> {
    const places = await askedPlaces(inside, scope, input)
    const parts: Buffer[] = []
    for (const part of inParts(places, rowsPerPart, (p) => p.sitters.length)) {
      const data = part.map((p) => {
        const numbers = p.sitters.map((s) => s.ticketNo).toSorted()
        return {
          ...headOf(p),
          count: p.sitters.length,
          first: numbers[0] ?? '',
          last: numbers.at(-1) ?? '',
          sitters: p.sitters.map(({ seatNo, name, ticketNo }) => ({ seatNo, name, ticketNo })),
        }
      })
      parts.push(await print(doorSheet.template, { places: data }, { time: time(inside) }))
    }
    return bound(doorSheet.title, inside.now, parts, unprintable(namesIn(places)))
  },
}

/** D3: by 座位号. */
export const printSignInSheet: Print = {
  ...signInSheet,
  input: placesAsked,
  async make(inside, scope, input): Promise<Made> {
    const places = await askedPlaces(inside, scope, input)
    const parts: Buffer[] = []
    for (const part of inParts(places, rowsPerPart, (p) => p.sitters.length)) {
      const data = part.map((p) => ({
        ...headOf(p),
        count: p.sitters.length,
        sitters: p.sitters.map(({ seatNo, name, ticketNo, schoolName }) => ({ seatNo, name, ticketNo, schoolName })),
      }))
      parts.push(await print(signInSheet.template, { places: data }, { time: time(inside) }))
    }
    return bound(signInSheet.title, inside.now, parts, unprintable(namesIn(places)))
  },
}

/** D2: one label per occupied seat, 8 per page; an empty frame where there is no photo. */
export const printDeskLabels: Print = {
  ...deskLabels,
  input: placesAsked,
  async make(inside, scope, input): Promise<Made> {
    const places = await askedPlaces(inside, scope, input)
    const labels = places.flatMap((p) => p.sitters.map((s) => ({ ...headOf(p), ...s })))
    const parts: Buffer[] = []
    const noPhoto: string[] = []
    for (const part of inParts(labels, labelsPerPart)) {
      const photos = await photosOf(inside, part.map((l) => l.candidateId))
      noPhoto.push(...part.filter((l) => !photos.has(l.candidateId)).map((l) => l.name))
      const data = part.map(({ seatNo, name, ticketNo, idMasked, schoolName, certificate, subjectName, time: at, roomName, candidateId }) => ({
        seatNo,
        name,
        ticketNo,
        idMasked,
        schoolName,
        certificate,
        subjectName,
        time: at,
        roomName,
        photo: photos.get(candidateId)?.name ?? null,
      }))
      parts.push(
        await print(deskLabels.template, { labels: data }, { time: time(inside), images: Object.fromEntries([...photos.values()].map((p) => [p.name, p.bytes])) }),
      )
    }
    return bound(deskLabels.title, inside.now, parts, [...withoutPhoto([...new Set(noPhoto)]), ...unprintable(namesIn(places))])
  },
}
