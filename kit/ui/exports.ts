import { useQueries } from '@tanstack/react-query'
import { createContext, use, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTransfers, type ExportState } from './import/transfers.ts'
import { useVoice } from './talk.tsx'

export interface ExportJob {
  readonly id: string
  readonly label: string
  readonly state: ExportState | null
}
export interface Exports {
  readonly jobs: readonly ExportJob[]
  add(id: string, label: string): void
  forget(id: string): void
}
export const ExportsContext = createContext<Exports>({ jobs: [], add: () => undefined, forget: () => undefined })
export const useExports = (): Exports => use(ExportsContext)

interface Kept {
  readonly id: string
  readonly label: string
  readonly taken: boolean
}
export const fileUrl = (s: ExportState): string | null => (s.fileId ? `/api/files/${s.fileId}` : null)

/** Fetches a file without leaving the page. */
export function download(url: string, name: string | null): void {
  const a = document.createElement('a')
  a.href = url
  a.download = name ?? ''
  a.click()
}

/** This person's exports: kept in the browser, so that leaving the page loses nothing; each is fetched once when ready. */
export function useExportJobs(account: string): Exports {
  const place = `jianheng.exports.${account}`
  const transfers = useTransfers()
  const voice = useVoice()
  const [kept, setKept] = useState<readonly Kept[]>(() => {
    try {
      const v: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
      return Array.isArray(v) ? (v as Kept[]) : []
    } catch {
      return []
    }
  })
  const keep = useCallback(
    (change: (k: readonly Kept[]) => readonly Kept[]) =>
      setKept((old) => {
        const next = change(old).slice(-20)
        localStorage.setItem(place, JSON.stringify(next))
        return next
      }),
    [place],
  )
  const states = useQueries({
    queries: kept.map((k) => ({
      queryKey: ['transfers', 'exportState', k.id],
      queryFn: () => transfers.exportState({ exportId: k.id }),
      refetchInterval: (q: { state: { data?: ExportState | undefined } }) => (q.state.data?.state === 'running' ? 1_000 : false),
    })),
  })
  const jobs = kept.map((k, i) => ({ id: k.id, label: k.label, state: states[i]?.data ?? null }))
  const fetched = useRef(new Set<string>())
  useEffect(() => {
    jobs.forEach((j, i) => {
      const url = j.state?.state === 'done' ? fileUrl(j.state) : null
      if (!url || !j.state || kept[i]?.taken || fetched.current.has(j.id)) return
      fetched.current.add(j.id)
      download(url, j.state.fileName)
      voice.say(`已导出 ${j.label}`)
      keep((old) => old.map((k) => (k.id === j.id ? { ...k, taken: true } : k)))
    })
  })
  const add = useCallback((id: string, label: string) => keep((k) => [...k, { id, label, taken: false }]), [keep])
  const forget = useCallback((id: string) => keep((k) => k.filter((x) => x.id !== id)), [keep])
  return useMemo(() => ({ jobs, add, forget }), [JSON.stringify(jobs), add, forget])
}
