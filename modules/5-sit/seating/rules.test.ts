import { expect, test } from 'vitest'
import { unreachable } from '#kit/pure/workflow.ts'
import { explain, isPlaceDone, joinedPeople, moveProblem, swapProblem, watchProblem, windowProblem } from './rules.ts'
import { arrangementFlow, arrangementLabel, arrangementStatuses, arrangementStatusOf, seatFlow } from './workflow.ts'

const at = (s: number): string => new Date(Date.UTC(2026, 0, 4, 0, 0, s)).toISOString()
const window = { arrangeStart: at(10), arrangeEnd: at(20) }

test('S8.1 S8.2 P-5.2.8.1-02 the clock decides before and after, to the second', () => {
  const all = { enrolled: 2, seated: 2 }
  expect([at(9), at(10), at(20), at(21)].map((now) => arrangementStatusOf(window, all, now))).toEqual(['not-begun', 'arranged', 'arranged', 'over'])
})
test('S8.3 S8.4 S8.5 in the window the seats decide', () => {
  const status = (enrolled: number, seated: number) => arrangementLabel(arrangementStatusOf(window, { enrolled, seated }, at(15)))
  expect([status(3, 0), status(3, 1), status(3, 3), status(0, 0)]).toEqual(['未排考', '排考中', '已排完', '未排考'])
  expect(arrangementStatuses.map((s) => s.label)).toEqual(['未开始', '未排考', '排考中', '已排完', '已结束'])
})
test('S8 S6 every state can be reached', () => {
  expect([unreachable(arrangementFlow), unreachable(seatFlow)]).toEqual([[], []])
})
test('P-5.2.8.1-06 P-5.2.8.1-08 outside 排考时间 nothing is given or withdrawn', () => {
  expect([at(9), at(10), at(20), at(21)].map((now) => windowProblem(window, now))).toEqual(['outside-window', null, null, 'outside-window'])
})
test('A24 a room is 已排完 when its whole site is, or with its seats when the window has closed', () => {
  const place = (seated: number, unseatedAtSite: number) => ({ ...window, seated, unseatedAtSite })
  expect(isPlaceDone(place(5, 0), at(15))).toBe(true)
  expect(isPlaceDone(place(5, 1), at(20))).toBe(false)
  expect(isPlaceDone(place(5, 1), at(21))).toBe(true)
  expect(isPlaceDone(place(0, 0), at(21))).toBe(false)
})
test('P-5.2.8.2-09 监考安排 from 已排完 until the second before 考试开始', () => {
  const place = { isDone: true, startsAt: at(30) }
  expect([at(29), at(30), at(31)].map((now) => watchProblem(place, now))).toEqual([null, 'exam-begun', 'exam-begun'])
  expect(watchProblem({ ...place, isDone: false }, at(29))).toBe('room-not-done')
})

const seat = { siteId: 'k', lineSubjectId: 's', roomId: 'r', seatNo: 3 }
const room = { id: 'r2', siteId: 'k', lineSubjectIds: ['s', 'x'], seatCount: 30 }
test('P-5.2.8.1-07 by hand: own site, a room that holds the subject, a seat that exists', () => {
  expect(moveProblem(seat, room, 30)).toBeNull()
  expect(moveProblem(seat, room, 31)).toBe('seat-outside')
  expect(moveProblem(seat, { ...room, siteId: 'other' }, 1)).toBe('room-unfit')
  expect(moveProblem(seat, { ...room, lineSubjectIds: ['x'] }, 1)).toBe('room-unfit')
  expect(moveProblem(seat, { ...room, id: 'r' }, 3)).toBe('same-seat')
  expect(moveProblem(seat, { ...room, id: 'r' }, 4)).toBeNull()
  expect([swapProblem(seat, seat), swapProblem(seat, { ...seat, siteId: 'x' }), swapProblem(seat, { ...seat, lineSubjectId: 'x' })]).toEqual([null, 'swap-unfit', 'swap-unfit'])
})

const person = (n: number, more: object) => ({ id: `e${n}`, name: `考生${n}`, candidateNo: `${n}`, schoolName: '学校丙', siteName: '北方站点' as string | null, ...more })
test('P-5.2.8.1-07 the reasons in words, per place and with numbers', () => {
  const groups = explain([
    person(1, { reason: 'no-seat' }),
    person(2, { reason: 'no-seat' }),
    person(3, { reason: 'no-site', siteName: null }),
    person(4, { reason: 'time-clash' }),
    person(5, { reason: 'unpaid' }),
    person(6, { reason: 'no-seat', siteName: '南方站点' }),
  ] as never)
  expect(groups.map((g) => [g.says, g.count])).toEqual([
    ['北方站点：考位不足，缺少2个考位', 2],
    ['学校丙：该院校未分配考核站点', 1],
    ['考生考试时间冲突', 1],
    ['考生未缴费', 1],
    ['南方站点：考位不足，缺少1个考位', 1],
  ])
})
test('X7 a cell never holds more than Excel can', () => {
  const people = Array.from({ length: 3000 }, (_, i) => `考生${i}(20210916002611000000700012)`)
  const text = joinedPeople(people)
  expect(text.length).toBeLessThan(32_767)
  expect(text).toMatch(/…等3000人$/)
  expect(joinedPeople(['a', 'b'])).toBe('a、b')
  expect(joinedPeople([])).toBe('')
})
