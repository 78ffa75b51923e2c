import { z } from 'zod'
import { ids, reason, whole } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { ArrangedSubject, ArrangementDetail, ArrangementRow, SiteArrangement } from './model.ts'
import type { UnseatedGroup } from './rules.ts'
import { words } from './words.ts'

const { read, write } = declaring('seating', words)
export const seatingReaders = [by('school', 'seating.read', 'own'), by('awarding-body', 'seating.read', 'own')]
const awardingBody = [by('awarding-body', 'seating.write', 'own')]

/** P-5.2.8.1-01; the tab is the 状态. */
export const arrangementQuery = listQuery({
  planName: filterText,
  certName: filterText,
  certLevel: filterText,
  subjectName: filterText,
  mode: filterText,
})
export const listArrangements = read('listArrangements', {
  label: '考核站点编排',
  who: seatingReaders,
  input: arrangementQuery,
  answers: answers<ListPage<ArrangementRow>>(),
})
/** P-5.2.8.1-03 */
export const arrangement = read('arrangement', {
  label: '查看',
  who: seatingReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<ArrangementDetail>(),
})
/** P-5.2.8.1-04: 考核站点排考详情. */
export const siteArrangement = read('siteArrangement', {
  label: '查看考场编排',
  who: seatingReaders,
  input: z.object({ lineSubjectId: z.uuid(), siteId: z.uuid() }),
  answers: answers<SiteArrangement>(),
})
/** What 排考 would do now, without doing it. */
export const arrangementOutlook = read('arrangementOutlook', {
  label: '排考',
  who: awardingBody,
  input: z.object({ id: z.uuid(), siteId: z.uuid().optional() }),
  answers: answers<{ readonly seatable: number; readonly unseated: readonly UnseatedGroup[] }>(),
})

/** P-5.2.8.1-06: whole subjects, or of one subject the candidates of one site. */
export const arrange = write('arrange', {
  label: '排考',
  who: awardingBody,
  input: z
    .object({ ids, siteId: z.uuid().optional() })
    .refine((v) => v.siteId === undefined || v.ids.length === 1, { error: '请选择一个科目', path: ['ids'] }),
  answers: answers<{ readonly subjects: readonly ArrangedSubject[] }>(),
  refuses: ['outside-window', 'other-plans', 'numbers-exhausted'],
})
/** The same for single candidates, by the rows of 排考明细. */
export const arrangeCandidates = write('arrangeCandidates', {
  label: '排考',
  who: awardingBody,
  input: z.object({ ids }),
  answers: answers<{ readonly subjects: readonly ArrangedSubject[] }>(),
  refuses: ['outside-window', 'other-plans', 'numbers-exhausted'],
})

const why = reason('请填写撤回原因')
/** P-5.2.8.1-08: a whole subject, or its candidates at one site. */
export const withdrawSubject = write('withdrawSubject', {
  label: '撤回排考',
  who: awardingBody,
  input: z.object({ id: z.uuid(), siteId: z.uuid().optional(), reason: why }),
  answers: answers<{ withdrawn: number }>(),
  refuses: ['outside-window', 'no-seats'],
})
export const withdrawRoom = write('withdrawRoom', {
  label: '撤回考场排考',
  who: awardingBody,
  input: z.object({ roomId: z.uuid(), lineSubjectId: z.uuid(), reason: why }),
  answers: answers<{ withdrawn: number }>(),
  refuses: ['outside-window', 'no-seats'],
})
/** By the rows of 排考明细. */
export const withdrawSeats = write('withdrawSeats', {
  label: '撤回排考',
  who: awardingBody,
  input: z.object({ ids, reason: why }),
  answers: answers<{ withdrawn: number }>(),
  refuses: ['outside-window', 'other-plans'],
})
/** P-5.2.8.1-06: automatic, then moved by hand. `id` is the seat. */
export const moveSeat = write('moveSeat', {
  label: '调整座位',
  who: awardingBody,
  input: z.object({ id: z.uuid(), version: z.number().int(), roomId: z.uuid('请选择考场'), seatNo: whole('座位号', 1, 9999) }),
  answers: answers<{ id: string; version: number }>(),
  refuses: ['outside-window', 'room-unfit', 'seat-outside', 'same-seat', 'seat-taken'],
})
const seat = z.object({ id: z.uuid('请选择考生'), version: z.number().int() })
export const swapSeats = write('swapSeats', {
  label: '交换座位',
  who: awardingBody,
  input: z.object({ a: seat, b: seat }).refine((v) => v.a.id !== v.b.id, { error: '请选择两名考生', path: ['b'] }),
  answers: answers<{ done: true }>(),
  refuses: ['outside-window', 'swap-unfit', 'seat-taken'],
})
