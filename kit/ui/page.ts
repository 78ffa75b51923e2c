import type { ComponentType, LazyExoticComponent } from 'react'
import { holds, type ActorKind, type Principal, type Right } from '../pure/who.ts'

/** One page of the portal. Several pages may share a path when each actor sees its own. */
export interface PageDeclaration {
  /** `/candidates`, `/candidates/$id`; the menu's leaves name these. */
  readonly path: string
  readonly title: string
  /** `public`: no session needed. */
  readonly actors: readonly ActorKind[]
  readonly right: Right
  /** P-1-04: open to a school that is not 试点院校 yet. */
  readonly beforePilot?: boolean
  /** `lazy(() => import('./candidate-list.tsx'))`; the file's default export is the page. */
  readonly component: LazyExoticComponent<ComponentType>
}
export const page = (declaration: PageDeclaration): PageDeclaration => declaration

/** May this person open the page? The server decides again on every read. */
export const mayOpen = (p: PageDeclaration, principal: Principal): boolean =>
  p.actors.includes(principal.actor) &&
  holds(principal, p.right) &&
  (principal.actor !== 'school' || principal.isPilot || p.beforePilot === true)
