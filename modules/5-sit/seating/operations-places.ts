import { z } from 'zod'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { PlaceDetail, PlaceRow, SeatRow, WatcherChoice } from './model.ts'
import { seatingReaders } from './operations-arrange.ts'
import { words } from './words.ts'

const { read, write } = declaring('seating', words)
/** P-5.1-02, P-5.2.8.2-09: the host school and the awarding body (A23). */
const assigners = [by('school', 'seating.write', 'own'), by('awarding-body', 'seating.write', 'own')]

/** P-5.2.8.2-01, -10 */
export const placeQuery = listQuery({
  planName: filterText,
  certName: filterText,
  certLevel: filterText,
  subjectName: filterText,
  siteName: filterText,
  roomName: filterText,
})
export const listPlaces = read('listPlaces', {
  label: '考场编排',
  who: seatingReaders,
  input: placeQuery,
  answers: answers<ListPage<PlaceRow>>(),
})
/** P-5.2.8.2-02: by the row of 考场编排, or by room and subject where there is no row (yet). */
export const place = read('place', {
  label: '查看',
  who: seatingReaders,
  input: z.union([z.object({ id: z.uuid() }), z.object({ roomId: z.uuid(), lineSubjectId: z.uuid() })]),
  answers: answers<PlaceDetail>(),
})

const where = { roomId: z.uuid(), lineSubjectId: z.uuid() }
export const watcherChoices = read('watcherChoices', {
  label: '监考安排',
  who: assigners,
  input: z.object({ ...where, name: filterText }),
  answers: answers<{ readonly watchers: readonly WatcherChoice[] }>(),
  refuses: ['not-host'],
})
export const assignWatcher = write('assignWatcher', {
  label: '安排监考',
  who: assigners,
  input: z.object({ ...where, invigilatorId: z.uuid('请选择监考人员') }),
  answers: answers<{ id: string }>(),
  refuses: ['not-host', 'room-not-done', 'exam-begun', 'not-certified', 'watch-clash', 'watches-already'],
})
export const removeWatcher = write('removeWatcher', {
  label: '移除',
  who: assigners,
  input: z.object({ id: z.uuid() }),
  answers: answers<{ done: true }>(),
  refuses: ['not-host', 'exam-begun'],
  confirm: '移除后该教师不再安排在该考场，是否确认？',
})

/** P-5.2.8.3-01, -03; the tab is the 报考状态. 证件号码 is found by equality only. */
export const seatQuery = listQuery({
  planName: filterText,
  name: filterText,
  candidateNo: filterText,
  idNo: filterText,
  ticketNo: filterText,
  certName: filterText,
  certLevel: filterText,
  subjectName: filterText,
  schoolName: filterText,
  siteName: filterText,
  roomName: filterText,
})
export const listSeats = read('listSeats', {
  label: '排考明细',
  who: seatingReaders,
  input: seatQuery,
  answers: answers<ListPage<SeatRow>>(),
})
