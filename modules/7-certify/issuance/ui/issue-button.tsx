import { Modal, Radio } from 'antd'
import { useState, type ReactNode } from 'react'
import { grantFor } from '#kit/pure/who.ts'
import { Field, OperationForm } from '#kit/ui/form/operation-form.tsx'
import { useMe } from '#kit/ui/me.ts'
import { modes } from '../model.ts'
import { issue } from '../operations.ts'

/** 发放 (P-4.2.5-02): 发证方式 first, then 确认. */
export function IssueButton({ ids }: { ids: string[] }): ReactNode {
  const { principal } = useMe()
  const [open, setOpen] = useState(false)
  if (!principal || !grantFor(principal, issue.who)) return null
  return (
    <>
      <button type="button" className="jh-link" onClick={() => setOpen(true)}>
        发放
      </button>
      <Modal open={open} title="选择证书发证方式" onCancel={() => setOpen(false)} footer={null} width={400} destroyOnHidden>
        <OperationForm op={issue} narrow submit="确认" toInput={(v) => ({ ...v, ids }) as never} onCancel={() => setOpen(false)} onDone={() => setOpen(false)} says={() => '证书生成中'}>
          <Field name="mode" label="发证方式" required>
            <Radio.Group options={Object.entries(modes).map(([value, label]) => ({ value, label }))} />
          </Field>
        </OperationForm>
      </Modal>
    </>
  )
}
