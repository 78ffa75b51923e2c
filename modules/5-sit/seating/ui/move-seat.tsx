import { InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import type { PlaceDetail, Sitter } from '../model.ts'
import { moveSeat, siteArrangement } from '../operations-arrange.ts'

/** 调整座位 by room and number, also into another room of the site. */
export function MoveSeat({ place, sitter, onClose }: { place: PlaceDetail; sitter: Sitter; onClose(): void }): ReactNode {
  const { data } = useAsk(siteArrangement, { lineSubjectId: place.lineSubjectId, siteId: place.siteId })
  return (
    <FormModal
      op={moveSeat}
      title={`调整 ${sitter.name} 的座位`}
      open
      onClose={onClose}
      submit="调整座位"
      initial={{ roomId: place.roomId, seatNo: sitter.seatNo }}
      toInput={(v) => ({ ...v, id: sitter.id, version: sitter.version }) as never}
      says={() => `已调整 ${sitter.name} 的座位`}
    >
      <Field name="roomId" label="考场" required>
        <Select
          loading={!data}
          options={(data?.rooms ?? []).map((r) => ({ value: r.roomId, label: `${r.name}（${r.seated} / ${r.seatCount}）` }))}
        />
      </Field>
      <Field name="seatNo" label="座位号" required>
        <InputNumber min={1} max={9999} precision={0} style={{ width: '100%' }} />
      </Field>
    </FormModal>
  )
}
