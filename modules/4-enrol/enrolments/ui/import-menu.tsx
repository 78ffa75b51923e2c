import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown, Modal } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { EnrolMode } from '#exam-plans'
import { Skeleton } from '#kit/ui/empty.tsx'
import { phone, useMedia } from '#kit/ui/keys.ts'
import { useGo } from '#kit/ui/url.tsx'
import { byCertificateSheet, bySubjectSheet } from '../sheets.ts'
import { ChoosePlan } from './choose-plan.tsx'

const Wizard = lazy(() => import('#kit/ui/import/wizard.tsx'))
const ways = {
  certificate: { label: '按证书导入', sheet: byCertificateSheet },
  subject: { label: '按科目导入', sheet: bySubjectSheet },
} as const

/** 批量导入报考 › 按证书导入, 按科目导入, 导入记录 (P-5.2.6-02, -03, -12). */
export function ImportMenu(): ReactNode {
  const [way, setWay] = useState<EnrolMode | null>(null)
  const go = useGo()
  const small = useMedia(phone)
  const close = (): void => setWay(null)
  const { sheet, label } = ways[way ?? 'certificate']
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            ...Object.entries(ways).map(([key, w]) => ({ key, label: w.label })),
            { type: 'divider' as const },
            { key: 'records', label: '导入记录' },
          ],
          onClick: ({ key }) => (key === 'records' ? go('/enrolments/imports') : setWay(key as EnrolMode)),
        }}
      >
        <Button type="primary">
          批量导入报考 <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      <Modal
        open={way !== null}
        title={`批量导入报考 › ${label}`}
        width={small ? '100vw' : 880}
        footer={null}
        mask={{ closable: false }}
        destroyOnHidden
        onCancel={close}
      >
        <Suspense fallback={<Skeleton rows={4} />}>
          <Wizard sheet={sheet} onClose={close} choose={(p) => <ChoosePlan mode={way ?? 'certificate'} {...p} />} />
        </Suspense>
      </Modal>
    </>
  )
}
