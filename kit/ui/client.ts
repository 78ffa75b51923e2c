import { pathOf, type AnswerOf, type Operation, type RawInputOf } from '../pure/operation.ts'
import type { RefusalAnswer } from '../pure/refusal.ts'

/** The server said no, in words for people; `answer.says` is the sentence, `answer.way` the way out. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly answer: RefusalAnswer
  readonly status: number
  constructor(answer: RefusalAnswer, status: number) {
    super(answer.says)
    this.answer = answer
    this.status = status
  }
}

/** Something broke. `defect` is the id to tell the operator, or null when no answer came at all. */
export class DefectError extends Error {
  override readonly name = 'DefectError'
  readonly defect: string | null
  constructor(defect: string | null) {
    super(defect ?? 'no answer')
    this.defect = defect
  }
}

const isRefusal = (body: unknown): body is RefusalAnswer =>
  typeof body === 'object' && body !== null && 'code' in body && 'says' in body

/** Answer of one request of ours. @throws RefusedError, DefectError */
export async function answerTo<T>(request: Promise<Response>): Promise<T> {
  let response: Response
  try {
    response = await request
  } catch (e) {
    if (e instanceof DOMException && e.name === 'AbortError') throw e
    throw new DefectError(null)
  }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return body as T
  if (isRefusal(body)) throw new RefusedError(body, response.status)
  const defect = (body as { defect?: unknown } | null)?.defect
  throw new DefectError(typeof defect === 'string' ? defect : null)
}

/** Reads. Input is JSON in the address, so that a read can be repeated and traced. @throws RefusedError, DefectError */
export const ask = <O extends Operation>(
  operation: O,
  input: RawInputOf<O>,
  signal?: AbortSignal,
): Promise<AnswerOf<O>> =>
  answerTo(
    fetch(`${pathOf(operation)}?q=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: { accept: 'application/json' },
      ...(signal ? { signal } : {}),
    }),
  )

/** A new idempotency key, UUID. Made without randomUUID, which plain-http addresses in a school's network lack. */
export function newKey(): string {
  const b = crypto.getRandomValues(new Uint8Array(16))
  b[6] = ((b[6] as number) & 0x0f) | 0x40
  b[8] = ((b[8] as number) & 0x3f) | 0x80
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Writes. One key per press, the same one on a retry: pressed twice is done once. @throws RefusedError, DefectError */
export const act = <O extends Operation>(
  operation: O,
  input: RawInputOf<O>,
  o: { key?: string } = {},
): Promise<AnswerOf<O>> =>
  answerTo(
    fetch(pathOf(operation), {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'idempotency-key': o.key ?? newKey() },
      body: JSON.stringify(input),
    }),
  )
