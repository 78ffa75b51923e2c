import { Button, Drawer, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import type { Operation } from '../../pure/operation.ts'
import { phone, useMedia } from '../keys.ts'
import { OperationForm, type OperationFormProps } from './operation-form.tsx'

type Framed<O extends Operation> = OperationFormProps<O> & { title: string; open: boolean; onClose(): void }

/** Closing with something typed asks first. */
function useLeaving(onClose: () => void): { touched(t: boolean): void; leave(): void; question: ReactNode } {
  const [touched, setTouched] = useState(false)
  const [asked, setAsked] = useState(false)
  const close = (): void => {
    setAsked(false)
    setTouched(false)
    onClose()
  }
  return {
    touched: setTouched,
    leave: () => (touched ? setAsked(true) : onClose()),
    question: (
      <Modal
        open={asked}
        title="填写的内容还没有保存"
        onCancel={() => setAsked(false)}
        width={400}
        footer={
          <>
            <Button onClick={close}>放弃填写</Button>
            <Button type="primary" onClick={() => setAsked(false)}>
              继续填写
            </Button>
          </>
        }
      />
    ),
  }
}

const inside = <O extends Operation>(p: Framed<O>, l: ReturnType<typeof useLeaving>): ReactNode => (
  <OperationForm
    {...p}
    onTouched={l.touched}
    onCancel={l.leave}
    onDone={(answer) => {
      p.onDone?.(answer)
      l.touched(false)
      p.onClose()
    }}
  />
)

/** A form beside its list, for more than a handful of fields. */
export function FormDrawer<O extends Operation>(p: Framed<O>): ReactNode {
  const leaving = useLeaving(p.onClose)
  return (
    <Drawer open={p.open} title={p.title} size="min(640px, 100vw)" onClose={leaving.leave} destroyOnHidden>
      {inside(p, leaving)}
      {leaving.question}
    </Drawer>
  )
}

/** A short form: at most eight fields. Fills the screen on a phone. */
export function FormModal<O extends Operation>(p: Framed<O>): ReactNode {
  const leaving = useLeaving(p.onClose)
  const small = useMedia(phone)
  return (
    <Modal
      open={p.open}
      title={p.title}
      width={small ? '100vw' : 560}
      onCancel={leaving.leave}
      footer={null}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {inside(p, leaving)}
      {leaving.question}
    </Modal>
  )
}
