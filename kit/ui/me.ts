import { createContext, use } from 'react'
import type { Principal } from '../pure/who.ts'

export interface Me {
  /** null: nobody is signed in. */
  readonly principal: Principal | null
  /** In demo and test worlds the clock may be moved. */
  readonly world: { readonly kind: 'production' | 'demo' | 'test'; readonly now: string; readonly isShifted: boolean }
}
export const MeContext = createContext<Me>({
  principal: null,
  world: { kind: 'production', now: '', isShifted: false },
})
export const useMe = (): Me => use(MeContext)

/** The person signed in. @throws on a page without a session, which the router does not let happen. */
export function usePrincipal(): Principal {
  const { principal } = useMe()
  if (!principal) throw new Error('no one is signed in')
  return principal
}
