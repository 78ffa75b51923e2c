import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, use, useCallback, useEffect, useMemo } from 'react'
import { useTransfers, type ExportJob } from './import/transfers.ts'
import { useVoice } from './talk.tsx'

export interface Exports {
  readonly jobs: readonly ExportJob[]
  /** A file has been asked for here: fetch it as soon as it is ready. */
  await(id: string): void
}
export const ExportsContext = createContext<Exports>({ jobs: [], await: () => undefined })
export const useExports = (): Exports => use(ExportsContext)

export const fileUrl = (j: ExportJob): string | null => (j.fileId && !j.isExpired ? `/api/files/${j.fileId}` : null)
const place = 'jianheng.exports.awaited'
const question = ['transfers', 'myExports']
const awaited = (): string[] => (sessionStorage.getItem(place) ?? '').split(',').filter(Boolean)
const holdAwaited = (ids: readonly string[]): void => sessionStorage.setItem(place, ids.join(','))

/** Fetches a file without leaving the page. */
function download(url: string, name: string | null): void {
  const a = document.createElement('a')
  a.href = url
  a.download = name ?? ''
  a.click()
}

/** This person's exports as the server keeps them: leaving the page loses nothing. What this tab asked for comes by itself. */
export function useExportJobs(skip: boolean): Exports {
  const transfers = useTransfers()
  const client = useQueryClient()
  const voice = useVoice()
  const { data } = useQuery({
    queryKey: question,
    queryFn: () => transfers.myExports(),
    enabled: !skip,
    refetchInterval: (q) => (q.state.data?.rows.some((j) => j.state === 'running') ? 1_200 : false),
  })
  const jobs = useMemo(() => data?.rows ?? [], [data])
  useEffect(() => {
    for (const id of awaited()) {
      const job = jobs.find((j) => j.id === id)
      if (!job || job.state === 'running') continue
      holdAwaited(awaited().filter((x) => x !== id))
      const url = fileUrl(job)
      if (url) download(url, job.fileName)
      voice.say(
        url
          ? `已生成 ${job.title}${job.warning ? `。${job.warning}` : ''}`
          : `${job.title}没有完成：${job.error ?? '可以重新导出'}`,
      )
    }
  }, [jobs, voice])
  const hold = useCallback(
    (id: string) => {
      holdAwaited([...awaited(), id])
      void client.invalidateQueries({ queryKey: question })
    },
    [client],
  )
  return useMemo(() => ({ jobs, await: hold }), [jobs, hold])
}
