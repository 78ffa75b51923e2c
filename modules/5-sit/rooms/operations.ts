import { z } from 'zod'
import { ids, optionalText, text, whole } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { EarlierRoom, RoomChoices, RoomDetail, RoomRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('rooms', words)
/** A49: the awarding body reads, 设置考场 is the school's work. */
export const roomReaders = [by('school', 'sites.read', 'own'), by('awarding-body', 'sites.read', 'own')]
const school = [by('school', 'sites.write', 'own')]

export const roomQuery = listQuery({
  planNumber: filterText,
  planName: filterText,
  siteName: filterText,
  certName: filterText,
  certLevel: filterText,
  name: filterText,
  schoolName: filterText,
  status: z.enum(['before-seating', 'seating', 'over']).optional(),
})
export const listRooms = read('listRooms', {
  label: '考场管理',
  who: roomReaders,
  input: roomQuery,
  answers: answers<ListPage<RoomRow>>(),
})
export const room = read('room', {
  label: '查看',
  who: roomReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<RoomDetail>(),
})
export const roomChoices = read('roomChoices', {
  label: '设置考场',
  who: school,
  input: z.object({}),
  answers: answers<RoomChoices>(),
})

// The order plan → site → certificate → subjects is kept: a later field asks for the earlier one first (P-5.2.5-02).
const target = {
  sessionId: z.uuid('请先选择考试计划'),
  siteId: z.uuid('请先选择考核站点'),
}
const fields = {
  ...target,
  credentialId: z.uuid('请选择考试证书'),
  lineSubjectIds: z.array(z.uuid(), '请选择考试科目').min(1, '请选择考试科目').max(50),
  name: text('考场名称', 50),
  seatCount: z.preprocess((v) => (v === null || v === '' ? undefined : v), whole('考位数', 1, 9999)),
  address: optionalText('考场地址', 200),
  /** P-5.2.5-06: the person has confirmed that the room supports all 考试方式 of its subjects. */
  acceptMixedModes: z.boolean().default(false),
}
const guards = [
  'plan-unknown',
  'plan-closed',
  'site-not-enabled',
  'outside-choice',
  'subject-not-in-plan',
  'name-taken',
  'mixed-modes',
] as const
export const setRoom = write('setRoom', {
  label: '设置考场',
  who: school,
  input: z.object(fields),
  answers: answers<{ id: string }>(),
  refuses: guards,
})
export const editRoom = write('editRoom', {
  label: '编辑',
  who: school,
  input: z.object({ id: z.uuid(), version: z.number().int(), ...fields }),
  answers: answers<{ id: string }>(),
  refuses: [...guards, 'only-seats', 'only-more-seats', 'over'],
})
export const deleteRoom = write('deleteRoom', {
  label: '删除',
  who: school,
  input: z.object({ id: z.uuid() }),
  answers: answers<{ done: true }>(),
  refuses: ['only-before-seating'],
  confirm: '删除后不能恢复，是否确认删除该考场？',
})
/** 沿用之前的考场设置记录 (P-5.2.5-08) */
export const earlierRooms = read('earlierRooms', {
  label: '沿用之前的考场设置',
  who: school,
  input: z.object(target),
  answers: answers<{ readonly rooms: readonly EarlierRoom[] }>(),
})
export const copyRooms = write('copyRooms', {
  label: '沿用',
  who: school,
  input: z.object({ ...target, ids, acceptMixedModes: z.boolean().default(false) }),
  answers: answers<{ copied: number }>(),
  refuses: ['plan-unknown', 'plan-closed', 'site-not-enabled', 'outside-choice', 'mixed-modes', 'name-taken'],
})
