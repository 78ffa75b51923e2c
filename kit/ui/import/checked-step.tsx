import { DownloadOutlined } from '@ant-design/icons'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { Failure, Skeleton } from '../empty.tsx'
import { useVoice } from '../talk.tsx'
import { Problems } from './problems.tsx'
import { applyText, failuresUrl, suggestionsOf, useTransfers, type Fix, type ImportState } from './transfers.ts'

/** What the check found: counts, unknown columns, every wrong cell; nothing has been changed yet. */
export function CheckedStep(p: {
  importId: string
  state: ImportState
  again(): Promise<void>
  onBack(): void
}): ReactNode {
  const transfers = useTransfers()
  const voice = useVoice()
  const [busy, setBusy] = useState(false)
  const { state: s, importId } = p
  const problems = useInfiniteQuery({
    queryKey: ['transfers', 'importProblems', importId],
    queryFn: ({ pageParam }) => transfers.importProblems({ importId, ...(pageParam ? { after: pageParam } : {}) }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    enabled: s.rowsBad > 0,
  })
  const rows = problems.data?.pages.flatMap((x) => x.rows) ?? []
  const fixes = suggestionsOf(rows)
  const during = async (work: Promise<unknown>): Promise<void> => {
    setBusy(true)
    try {
      await work
      await p.again()
    } catch (e) {
      voice.tell(e)
    }
    setBusy(false)
  }
  const adopt = (chosen: Fix[]): void => void during(transfers.adoptSuggestions({ importId, fixes: chosen }))
  return (
    <div className="jh-import">
      <dl className="counts">
        <div>
          <dt>共读取</dt>
          <dd>{s.rowsTotal} 行</dd>
        </div>
        <div className="good">
          <dt>可导入</dt>
          <dd>{s.rowsGood} 行</dd>
        </div>
        <div className={s.rowsBad > 0 ? 'bad' : ''}>
          <dt>有问题</dt>
          <dd>{s.rowsBad} 行</dd>
        </div>
      </dl>
      {s.unknownColumns.length > 0 ? <p className="told">未识别的列已忽略：{s.unknownColumns.join('、')}</p> : null}
      {s.notes.map((n) => (
        <p key={n} className="told">
          {n}
        </p>
      ))}
      {s.rowsBad > 0 ? (
        <section aria-label="有问题的行" aria-busy={busy}>
          <div className="jh-row head">
            <h3>有问题的行</h3>
            <span className="jh-fill" />
            {fixes.length > 0 ? (
              <Button size="small" disabled={busy} onClick={() => adopt(fixes)}>
                采用 {fixes.length} 处建议
              </Button>
            ) : null}
            <Button size="small" icon={<DownloadOutlined />} href={failuresUrl(importId)}>
              下载失败数据
            </Button>
          </div>
          {problems.isError ? <Failure error={problems.error} retry={() => void problems.refetch()} /> : null}
          {problems.isPending ? (
            <Skeleton rows={3} />
          ) : (
            <Problems rows={rows} busy={busy} onAdopt={(fix) => adopt([fix])} />
          )}
          {problems.hasNextPage ? (
            <Button block disabled={problems.isFetchingNextPage} onClick={() => void problems.fetchNextPage()}>
              再看一些
            </Button>
          ) : null}
        </section>
      ) : null}
      <div className="jh-save">
        <Button disabled={busy} onClick={p.onBack}>
          重新选择文件
        </Button>
        {s.rowsGood > 0 ? (
          <Button
            type="primary"
            loading={busy}
            onClick={() => void during(transfers.applyImport({ importId, goodOnly: true }))}
          >
            {applyText(s.rowsGood, s.rowsBad)}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
