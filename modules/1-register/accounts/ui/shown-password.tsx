import { Button, Modal } from 'antd'
import { useState, type ReactNode } from 'react'

/** A first or reset password: masked until its mark is pressed, shown this once (P-8.1-10). */
export function ShownPassword({ password, onClose }: { password: string | null; onClose(): void }): ReactNode {
  const [isShown, setShown] = useState(false)
  const close = (): void => {
    setShown(false)
    onClose()
  }
  return (
    <Modal open={password !== null} title="账号密码" onCancel={close} width={400} footer={<Button type="primary" onClick={close}>已记下</Button>}>
      <p>
        密码：<output aria-label="密码">{isShown ? password : '••••••••••'}</output>{' '}
        <button type="button" className="jh-link" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? '隐藏密码' : '显示密码'}
        </button>
      </p>
      <p className="jh-hint">只显示这一次；本人首次登录时须修改密码。</p>
    </Modal>
  )
}
