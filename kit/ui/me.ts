import { createContext, use } from 'react'
import type { Principal } from '../pure/who.ts'

/** What `GET /api/accounts/me` tells beside the principal. */
export interface Settings {
  /** Present in demo worlds only: the clock is held and may be moved. */
  readonly demo?: { readonly now: string } | null
}
export interface Me {
  readonly principal: Principal | null
  readonly settings: Settings
}
export const MeContext = createContext<Me>({ principal: null, settings: {} })
export const useMe = (): Me => use(MeContext)

/** The person signed in. @throws on a page without a session, which the router does not let happen. */
export function usePrincipal(): Principal {
  const { principal } = useMe()
  if (!principal) throw new Error('no one is signed in')
  return principal
}
