import { useEffect, useRef, useSyncExternalStore } from 'react'

const typing = (t: EventTarget | null): boolean =>
  t instanceof HTMLElement &&
  (t.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || t.getAttribute('role') === 'combobox')

/**
 * Keys of a page: `{ j: next, '/': search, '?': help, J: extend }` by KeyboardEvent.key. Silent while a text is composed, in
 * fields (but for Escape and ticks), with a modifier, and inside dialogs other than the record's own drawer.
 */
export function useKeys(keys: Readonly<Record<string, (e: KeyboardEvent) => void>>, on = true): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!on) return
    const listen = (e: KeyboardEvent): void => {
      const act = latest.current[e.key]
      if (!act || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return
      const t = e.target as HTMLElement | null
      const tick = t instanceof HTMLInputElement && t.type === 'checkbox'
      if (typing(t) && !tick && e.key !== 'Escape') return
      if (
        t?.closest?.('[role="dialog"]:not(.jh-detail-drawer *)') ||
        t?.closest?.('[role="listbox"], .ant-picker-dropdown')
      )
        return
      e.preventDefault()
      act(e)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [on])
}

/** Is the window at least / at most so wide? */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const m = matchMedia(query)
      m.addEventListener('change', tell)
      return () => m.removeEventListener('change', tell)
    },
    () => matchMedia(query).matches,
  )
}
export const phone = '(max-width: 767px)'
export const wide = '(min-width: 1280px)'
