import { entrances } from '#accounts'
import type { ActorKind } from '../../kit/pure/who.ts'

export type Entrance = keyof typeof entrances
const kept = 'jianheng.entrance'
export const entranceOf = (text: string | undefined): Entrance | null =>
  text !== undefined && Object.hasOwn(entrances, text) ? (text as Entrance) : null
export const entranceList = Object.entries(entrances) as [Entrance, string][]

/** /login/school … each kind of actor has its own (P-1-07). */
export const entrancePath = (actor: ActorKind): string => (entranceOf(actor) ? `/login/${actor}` : '/login')

/** The entrance last used in this browser: where a person without a session is led. */
export const rememberEntrance = (e: Entrance): void => localStorage.setItem(kept, e)
export const lastEntrance = (): string => {
  const e = entranceOf(localStorage.getItem(kept) ?? undefined)
  return e ? `/login/${e}` : '/login'
}
