import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { RefusalNote } from '../refusal-note.tsx'
import { failuresUrl, type ImportState } from './transfers.ts'
import { UndoButton } from './undo-button.tsx'

/** 成功N条，失败M条 (P-0-06), the failed rows as a file, and the way back. */
export function DoneStep(p: {
  importId: string
  state: ImportState
  again(): Promise<void>
  onRecords(): void
  onClose(): void
}): ReactNode {
  const { state: s } = p
  const undone = s.state === 'undone'
  const again = useRef(p.again)
  // The list behind shows the new rows.
  useEffect(() => void again.current(), [])
  return (
    <div className="jh-import">
      <p className="result" role="status">
        {undone ? '本次导入已撤销' : `成功${s.okCount}条，失败${s.failCount}条`}
      </p>
      {undone
        ? null
        : s.notes.map((n) => (
            <p key={n} className="told">
              {n}
            </p>
          ))}
      {s.refusal ? <RefusalNote answer={s.refusal} /> : null}
      <div className="jh-row">
        {s.failCount > 0 ? (
          <Button icon={<DownloadOutlined />} href={failuresUrl(p.importId)}>
            下载失败数据
          </Button>
        ) : null}
        {s.mayUndo && !undone ? <UndoButton importId={p.importId} count={s.okCount} onDone={p.again} /> : null}
      </div>
      <div className="jh-save">
        <Button onClick={p.onRecords}>导入记录</Button>
        <Button type="primary" onClick={p.onClose}>
          完成
        </Button>
      </div>
    </div>
  )
}
