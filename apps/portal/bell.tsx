import { BellOutlined } from '@ant-design/icons'
import { Popover } from 'antd'
import { useState, type ReactNode } from 'react'
import { markRead, myMessages, unreadCount } from '#messages'
import { useAct, useAsk } from '../../kit/ui/ask.ts'
import { Failure, Nothing, Skeleton } from '../../kit/ui/empty.tsx'
import { fileUrl, useExports } from '../../kit/ui/exports.ts'
import type { ExportJob } from '../../kit/ui/import/transfers.ts'
import { shortMinute } from '../../kit/ui/times.ts'
import { useGo } from '../../kit/ui/url.tsx'

/** 站内通知 (P-0-12) with the unread count, and what is being exported. */
export function Bell(): ReactNode {
  const [open, setOpen] = useState(false)
  const { jobs } = useExports()
  const unread = useAsk(unreadCount, {}, { everyMs: 60_000 }).data?.unread ?? 0
  const running = jobs.some((j) => j.state === 'running')
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={<Notices onClose={() => setOpen(false)} />}
    >
      <button type="button" className="jh-bell" aria-expanded={open} title="通知">
        <BellOutlined aria-hidden />
        <span className="jh-hidden">
          通知{unread > 0 ? `，${unread} 条未读` : ''}
          {running ? '，正在生成文件' : ''}
        </span>
        {unread > 0 ? (
          <b aria-hidden>{unread > 99 ? '99+' : unread}</b>
        ) : running ? (
          <b aria-hidden className="busy" />
        ) : null}
      </button>
    </Popover>
  )
}

function Notices({ onClose }: { onClose(): void }): ReactNode {
  const messages = useAsk(myMessages, { size: 20 })
  const read = useAct(markRead)
  const { jobs } = useExports()
  const go = useGo()
  const rows = messages.data?.rows ?? []
  const unread = rows.filter((m) => !m.isRead).map((m) => m.id)
  const follow = (id: string, link: string | null, isRead: boolean): void => {
    if (!isRead) void read.press({ ids: [id] })
    if (!link) return
    onClose()
    const [path = '/', search = ''] = link.split('?')
    go(path, Object.fromEntries(new URLSearchParams(search)))
  }
  return (
    <div className="jh-notices">
      {jobs.length > 0 ? (
        <ul aria-label="导出与打印">
          {jobs.slice(0, 5).map((j) => (
            <Job key={j.id} job={j} />
          ))}
        </ul>
      ) : null}
      <div className="jh-row head">
        <strong>通知</strong>
        <span className="jh-fill" />
        {unread.length > 0 ? (
          <button
            type="button"
            className="jh-link"
            disabled={read.pending}
            onClick={() => void read.press({ ids: unread })}
          >
            全部标为已读
          </button>
        ) : null}
      </div>
      {messages.isError && !messages.data ? (
        <Failure error={messages.error} retry={() => void messages.refetch()} />
      ) : null}
      {messages.isPending ? <Skeleton rows={3} /> : null}
      {messages.data && rows.length === 0 ? <Nothing says="没有通知" /> : null}
      <ul>
        {rows.map((m) => (
          <li key={m.id} className={m.isRead ? '' : 'new'}>
            <button type="button" onClick={() => follow(m.id, m.link, m.isRead)}>
              <span>
                {m.isRead ? null : <span className="jh-hidden">未读，</span>}
                {m.title}
              </span>
              <time>{shortMinute(m.at)}</time>
              <p>{m.text}</p>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Job({ job }: { job: ExportJob }): ReactNode {
  const url = fileUrl(job)
  return (
    <li className="job">
      <span>{job.title}</span>
      {url ? (
        <a className="jh-link" href={url} download={job.fileName ?? ''}>
          下载
        </a>
      ) : (
        <span className="jh-hint">
          {job.state === 'running' ? `已处理 ${job.rowsDone} 条` : job.isExpired ? '文件已过期' : '没有完成'}
        </span>
      )}
      {job.state === 'running' ? <progress aria-label={job.title} /> : null}
      {(job.warning ?? job.error) ? <p>{job.warning ?? job.error}</p> : null}
    </li>
  )
}
