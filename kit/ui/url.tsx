import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, type ReactNode } from 'react'

/** What stands behind the `?`: flat text, so that an address can be read, sent and kept. */
export type Search = Readonly<Record<string, string>>
export type Change = Readonly<Record<string, string | undefined>>

/** `a=1&b=张` and back; values stay text (a number-like 考生编号 must not lose its zeros). */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
export function stringifySearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(([, v]) => v !== undefined && v !== '')
  const text = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString()
  return text ? `?${text}` : ''
}

/** The page's search and a way to change parts of it; undefined removes. */
export function useUrl(): readonly [Search, (change: Change, o?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const set = useCallback(
    (change: Change, o: { replace?: boolean } = {}) =>
      void navigate({
        to: '.',
        search: ((old: Search) => ({ ...old, ...change })) as never,
        replace: o.replace ?? false,
        resetScroll: false,
      }),
    [navigate],
  )
  return [search, set]
}

/** Goes to a page: `go('/candidates', { tab: 'pending' })`. */
export function useGo(): (path: string, search?: Change) => void {
  const navigate = useNavigate()
  return useCallback((path, search = {}) => void navigate({ to: path, search: search as never }), [navigate])
}
/** Leads elsewhere, once: the router's own Navigate goes again at every render. */
export function Redirect({ to, search }: { to: string; search?: Change }): null {
  const navigate = useNavigate()
  const text = JSON.stringify(search ?? {})
  useEffect(() => void navigate({ to, search: JSON.parse(text) as never, replace: true }), [navigate, to, text])
  return null
}
/** Parts of the path: `/candidates/$id`. */
export const usePath = (): Readonly<Record<string, string>> => useParams({ strict: false }) as Record<string, string>

export const A = (p: { to: string; search?: Change; children: ReactNode; className?: string }): ReactNode => (
  <Link to={p.to} search={(p.search ?? {}) as never} className={p.className ?? 'jh-link'}>
    {p.children}
  </Link>
)
