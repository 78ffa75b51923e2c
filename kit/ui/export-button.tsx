import { DownloadOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { ListQuery } from '../pure/list.ts'
import type { Operation, RawInputOf } from '../pure/operation.ts'
import { grantFor } from '../pure/who.ts'
import { useAct } from './ask.ts'
import { useExports } from './exports.ts'
import { useMe } from './me.ts'
import { useVoice } from './talk.tsx'

/**
 * 批量导出: the ticked rows, else every row of the present question over all pages (P-0-05). The server works on it as a job;
 * its progress stands in the bell, and the file comes by itself when ready.
 */
export function ExportButton<O extends Operation<z.ZodType, { exportId: string }, string>>(p: {
  op: O
  asked: ListQuery<Record<string, string>>
  label?: string
  /** From the list's question to the operation's input; otherwise the question is the input. */
  toInput?: (asked: ListQuery<Record<string, string>>) => RawInputOf<O>
}): ReactNode {
  const { principal } = useMe()
  const { press, pending } = useAct(p.op)
  const exports = useExports()
  const voice = useVoice()
  if (!principal || !grantFor(principal, p.op.who)) return null
  const label = p.label ?? p.op.label
  const start = async (): Promise<void> => {
    const { after: _, page: __, ...question } = p.asked
    try {
      const { exportId } = await press(p.toInput ? p.toInput(question) : (question as RawInputOf<O>))
      exports.add(exportId, label)
      voice.say('正在导出，完成后自动下载，进度在右上角通知中')
    } catch (e) {
      voice.tell(e)
    }
  }
  const count = p.asked.ids?.length
  return (
    <Tooltip title={count ? undefined : '未选择则导出当前查询的全部数据'}>
      <Button icon={<DownloadOutlined />} loading={pending} onClick={() => void start()}>
        {count ? `${label} ${count} 条` : label}
      </Button>
    </Tooltip>
  )
}
