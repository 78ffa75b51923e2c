import { Modal } from 'antd'
import type { ReactNode } from 'react'

const keys: readonly (readonly [string, string])[] = [
  ['/', '到查询框'],
  ['Ctrl K', '搜功能'],
  ['J / K', '下一行 / 上一行'],
  ['Enter', '打开'],
  ['X', '选中或取消'],
  ['Shift J / K', '连续选中'],
  ['Esc', '关闭，回到原来的行'],
  ['?', '本表'],
]

/** Every key has a button; this list is for those who prefer keys. */
export const KeyList = (p: { open: boolean; ticking: boolean; onClose(): void }): ReactNode => (
  <Modal open={p.open} title="键盘" onCancel={p.onClose} footer={null} width={360}>
    <dl className="jh-keys">
      {keys
        .filter(([k]) => p.ticking || !/^(X|Shift)/.test(k))
        .map(([k, what]) => (
          <div key={k}>
            <dt>
              <kbd>{k}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
    </dl>
  </Modal>
)
