import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { answers, declaring } from '../pure/operation.ts'
import { act, answerTo, ask, DefectError, newKey, RefusedError } from './client.ts'
import { told } from './failures.ts'

const { read, write } = declaring('rooms', {})
const who = [] as const
const rooms = read('listRooms', {
  label: '考场',
  who,
  input: z.object({ name: z.string() }),
  answers: answers<string[]>(),
})
const add = write('addRoom', {
  label: '新增',
  who,
  input: z.object({ name: z.string() }),
  answers: answers<{ id: string }>(),
})
const reply = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status })
const sent = vi.fn<typeof fetch>()
vi.stubGlobal('fetch', sent)
afterEach(() => sent.mockReset())

test('a read carries its input in the address', async () => {
  sent.mockResolvedValue(reply(['一号']))
  expect(await ask(rooms, { name: '一&号' })).toEqual(['一号'])
  const url = new URL(sent.mock.calls[0]?.[0] as string, 'http://x')
  expect(url.pathname).toBe('/api/rooms/list-rooms')
  expect(JSON.parse(url.searchParams.get('q') ?? '')).toEqual({ name: '一&号' })
})

test('a write carries the key it is given, and a new one each time otherwise', async () => {
  sent.mockImplementation(async () => reply({ id: '1' }))
  await act(add, { name: '一号' }, { key: 'k1' })
  await act(add, { name: '一号' })
  await act(add, { name: '一号' })
  const keys = sent.mock.calls.map(([, init]) => new Headers(init?.headers).get('idempotency-key'))
  expect(keys[0]).toBe('k1')
  expect(new Set(keys).size).toBe(3)
})

test('keys are UUIDs of version 4', () => {
  expect(newKey()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a refusal comes with its words and its status, whatever the status', async () => {
  const refused = answerTo(Promise.resolve(reply({ code: 'state-changed', says: '数据状态已变更，请刷新后重试' }, 409)))
  await expect(refused).rejects.toMatchObject({ name: 'RefusedError', status: 409, answer: { code: 'state-changed' } })
})

test('a defect tells its id; a proxy page and a lost line are defects too', async () => {
  await expect(answerTo(Promise.resolve(reply({ defect: 'ab12' }, 500)))).rejects.toMatchObject({ defect: 'ab12' })
  await expect(answerTo(Promise.resolve(new Response('<html>', { status: 502 })))).rejects.toMatchObject({
    defect: null,
  })
  await expect(answerTo(Promise.reject(new TypeError('failed')))).rejects.toBeInstanceOf(DefectError)
})

test('every failure has a sentence and a way out', () => {
  expect(told(new RefusedError({ code: 'x', says: '名额不足', way: '先申请名额' }, 409))).toEqual({
    says: '名额不足',
    way: '先申请名额',
  })
  expect(told(new DefectError('ab12')).way).toContain('ab12')
  expect(told(new DefectError(null)).says).toContain('没有连上')
  expect(told(new TypeError('x')).way).toBeTruthy()
})
