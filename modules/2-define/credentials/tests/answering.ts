import type { Event } from '#kit/pure/event.ts'
import { reaction, type Inside, type Reaction } from '#kit/server/context.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'

/** What a module below would answer to an event: beside those that answer already, or alone. */
export function answering<P>(
  t: TestHouse,
  event: Event<P>,
  react: (inside: Inside, payload: P) => Promise<void>,
  o: { alone?: boolean } = {},
): void {
  const reactions = t.house.reactions as unknown as Map<string, readonly Reaction[]>
  reactions.set(event.name, [...(o.alone ? [] : (reactions.get(event.name) ?? [])), reaction(event, react)])
}
