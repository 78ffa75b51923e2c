import { Button, Modal } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { grantFor } from '../../pure/who.ts'
import { Skeleton } from '../empty.tsx'
import { phone, useMedia } from '../keys.ts'
import { useMe } from '../me.ts'
import type { ImportButtonProps } from './asked.ts'

const Wizard = lazy(() => import('./wizard.tsx'))

/** 批量导入 of one sheet (P-0-06) with its 导入记录 (P-0-07). Absent without the right of the row's own operation. */
export function ImportButton(p: ImportButtonProps): ReactNode {
  const { principal } = useMe()
  const [open, setOpen] = useState(false)
  const small = useMedia(phone)
  if (!principal || !grantFor(principal, p.sheet.row.who)) return null
  const label = p.label ?? '批量导入'
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <Modal
        open={open}
        title={p.label ?? p.sheet.title}
        width={small ? '100vw' : 880}
        footer={null}
        mask={{ closable: false }}
        destroyOnHidden
        onCancel={() => setOpen(false)}
      >
        <Suspense fallback={<Skeleton rows={4} />}>
          <Wizard {...p} onClose={() => setOpen(false)} />
        </Suspense>
      </Modal>
    </>
  )
}
