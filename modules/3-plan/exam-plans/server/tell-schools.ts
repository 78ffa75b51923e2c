import { tellAll } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { concerned } from './store.ts'

/** Notice to 参考院校 and to the hosts of 借考, one statement however many they are. */
export async function tellSchools(inside: Inside, sessionId: string, title: string, text: string): Promise<void> {
  const to = await concerned(inside.tx, sessionId)
  await tellAll(
    inside,
    to.map((id) => ({ to: id, area: 'plans', title, text, link: `/exam-plans?open=${sessionId}` })),
  )
}
