import { Button, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { useVoice } from '../talk.tsx'
import { useTransfers } from './transfers.ts'

/** 撤销本次导入, asked first (P-0-08). */
export function UndoButton(p: { importId: string; count: number; link?: boolean; onDone(): Promise<void> }): ReactNode {
  const transfers = useTransfers()
  const voice = useVoice()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const undo = async (): Promise<void> => {
    setBusy(true)
    try {
      await transfers.undoImport({ importId: p.importId })
      voice.say('正在撤销本次导入')
      await p.onDone()
    } catch (e) {
      voice.tell(e)
    }
    setBusy(false)
    setAsked(false)
  }
  return (
    <>
      {p.link ? (
        <button type="button" className="jh-link danger" onClick={() => setAsked(true)}>
          撤销
        </button>
      ) : (
        <Button danger onClick={() => setAsked(true)}>
          撤销本次导入
        </Button>
      )}
      <Modal
        open={asked}
        title="撤销本次导入"
        okText={`撤销 ${p.count} 条`}
        okButtonProps={{ danger: true, loading: busy }}
        onOk={() => void undo()}
        onCancel={() => setAsked(false)}
        width={420}
      >
        本次导入的 {p.count} 条数据将被删除；已被后续业务使用的数据不能撤销。
      </Modal>
    </>
  )
}
