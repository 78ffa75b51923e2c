import type { RawInputOf } from '#kit/pure/operation.ts'
import { idOf } from '../../../../seeds/test-world.ts'
import type { savePlan } from '../index.ts'

/** A day of January 2030 (UTC); the plan of these stories lies on days 2 to 16. */
export const day = (n: number, h = 0): string => new Date(Date.UTC(2030, 0, n, h)).toISOString()
export const shifted = (iso: string, seconds: number): string =>
  new Date(Date.parse(iso) + seconds * 1000).toISOString()
export const windows = {
  registerStart: day(2),
  registerEnd: day(4),
  arrangeStart: day(5),
  arrangeEnd: day(7),
  scoreStart: day(11),
  scoreEnd: day(12),
  publicStart: day(14),
  publicEnd: day(16),
}
export const credentialId = idOf('credential 50800001')
export const written = { subjectId: idOf('subject 50800001101'), startsAt: day(9), endsAt: day(9, 2), fee: 120 }
export const practical = { subjectId: idOf('subject 50800001102'), startsAt: day(10), endsAt: day(10, 2), fee: '80.5' }
let n = 0
export const aPlan = (change: Partial<RawInputOf<typeof savePlan>> = {}): RawInputOf<typeof savePlan> => ({
  name: `考试计划${++n}`,
  year: 2030,
  windows,
  lines: [{ credentialId, modes: ['certificate', 'subject'], fee: 200, subjects: [written, practical] }],
  isAllSchools: true,
  payMethod: '转账到 0200 0000 0000',
  ...change,
})
