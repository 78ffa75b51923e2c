import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useState, type ReactNode } from 'react'
import type { ListQuery } from '../pure/list.ts'
import type { ExportSheet, PaperDocument } from '../pure/sheet.ts'
import { grantFor, type Who } from '../pure/who.ts'
import { useExports } from './exports.ts'
import { sheetName, useTransfers } from './import/transfers.ts'
import { useMe } from './me.ts'
import { useVoice } from './talk.tsx'

type Asked = ListQuery<Record<string, string>>

/**
 * 批量导出: the ticked rows, else every row of the present question over all pages (P-0-05). The server works on it as a job;
 * its progress stands in the bell, and the file comes by itself when ready.
 */
export function ExportButton(p: { sheet: ExportSheet; asked: Asked; label?: string }): ReactNode {
  const transfers = useTransfers()
  const label = p.label ?? '批量导出'
  const { after: _, page: __, ...query } = p.asked
  const count = query.ids?.length
  return (
    <FileButton
      who={p.sheet.who}
      icon={<DownloadOutlined />}
      label={count ? `${label} ${count} 条` : label}
      hint={count ? undefined : '未选择则导出当前查询的全部数据'}
      start={() => transfers.startExport({ export: sheetName(p.sheet), query })}
    />
  )
}

/** Papers to print, made by the server as one PDF; `input` is what the document asks for. */
export function PrintButton(p: {
  document: PaperDocument
  input: unknown
  label?: string
  blocked?: string | undefined
}): ReactNode {
  const transfers = useTransfers()
  return (
    <FileButton
      who={p.document.who}
      icon={<PrinterOutlined />}
      label={p.label ?? p.document.title}
      hint={p.blocked}
      off={p.blocked !== undefined}
      start={() => transfers.startPrint({ print: sheetName(p.document), input: p.input })}
    />
  )
}

function FileButton(p: {
  who: Who
  icon: ReactNode
  label: string
  hint: string | undefined
  off?: boolean
  start(): Promise<{ exportId: string }>
}): ReactNode {
  const { principal } = useMe()
  const exports = useExports()
  const voice = useVoice()
  const [busy, setBusy] = useState(false)
  if (!principal || !grantFor(principal, p.who)) return null
  const start = async (): Promise<void> => {
    if (busy || p.off) return
    setBusy(true)
    try {
      exports.await((await p.start()).exportId)
      voice.say('正在生成文件，完成后自动下载，进度在右上角通知中')
    } catch (e) {
      voice.tell(e)
    }
    setBusy(false)
  }
  return (
    <Tooltip title={p.hint}>
      <Button
        icon={p.icon}
        loading={busy}
        aria-disabled={p.off || undefined}
        className={p.off ? 'jh-off' : ''}
        onClick={() => void start()}
      >
        {p.label}
      </Button>
    </Tooltip>
  )
}
