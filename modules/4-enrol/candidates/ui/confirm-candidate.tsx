import { useState, type ReactNode } from 'react'
import { Button } from 'antd'
import { grantFor } from '#kit/pure/who.ts'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { useKeys } from '#kit/ui/keys.ts'
import { useMe } from '#kit/ui/me.ts'
import { Facts, Photo } from '#kit/ui/record.tsx'
import { confirmCandidate, getCandidate } from '../operations.ts'
import { factsOf } from './facts.tsx'

/** 人工确认 (P-5.2.3-15): the record, its photo and why the comparison failed, before 保存. Only where the state is 需人工确认. */
function ConfirmDialog({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const asked = useAsk(getCandidate, { id })
  const c = asked.data
  return (
    <FormModal
      op={confirmCandidate}
      title="人工确认"
      open
      onClose={onClose}
      submit="保存"
      toInput={() => ({ id, version: c?.version ?? 0 })}
      says={() => `已确认 ${c?.name ?? ''}，信息准确`}
    >
      {asked.isError ? <Failure error={asked.error} retry={() => void asked.refetch()} /> : null}
      {c ? (
        <>
          <p className="jh-para">
            认证失败原因：<strong>{c.certifyFailReason ?? '—'}</strong>
          </p>
          <p className="jh-para">请与本人证件核对。确认后为信息准确，姓名、证件类型、证件号码、照片不可再修改。</p>
          <div className="jh-para">
            <Photo file={c.photoFileId} of={c.name} />
          </div>
          <div className="jh-para">
            <Facts of={factsOf(c)} />
          </div>
        </>
      ) : (
        <Skeleton rows={5} />
      )}
    </FormModal>
  )
}

/** No button where the state is another one. */
export function ConfirmButton(p: { id: string; status: string; look: 'primary' | 'link'; hotkey?: string }): ReactNode {
  const { principal } = useMe()
  const [open, setOpen] = useState(false)
  const mayPress =
    p.status === 'needs-check' && principal !== null && grantFor(principal, confirmCandidate.who) !== null
  useKeys(
    p.hotkey ? { [p.hotkey.toLowerCase()]: () => setOpen(true) } : {},
    mayPress && p.hotkey !== undefined && !open,
  )
  if (!mayPress) return null
  return (
    <>
      {p.look === 'link' ? (
        <button type="button" className="jh-link" onClick={() => setOpen(true)}>
          人工确认
        </button>
      ) : (
        <Button type="primary" onClick={() => setOpen(true)}>
          人工确认{p.hotkey ? <kbd>{p.hotkey}</kbd> : null}
        </Button>
      )}
      {open ? <ConfirmDialog id={p.id} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
