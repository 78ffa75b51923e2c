import { Form, Input, InputNumber, Modal, Select, type FormInstance } from 'antd'
import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import type { RawInputOf } from '#kit/pure/operation.ts'
import { useAsk } from '#kit/ui/ask.ts'
import { FormDrawer, FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { minute } from '#kit/ui/times.ts'
import type { RoomChoices, RoomDetail } from '../model.ts'
import { editRoom, room, roomChoices, setRoom } from '../operations.ts'
import { hasMixedModes, roomTypeOf } from '../rules.ts'
import { roomNotes } from '../words.ts'
import { RoomFacts } from './room-facts.tsx'

type Values = Record<string, unknown>
const cleared = { siteId: undefined, credentialId: undefined, lineSubjectIds: undefined }

/** The order plan → site → certificate → subjects (P-5.2.5-02): a later field waits for the earlier one, a change above empties it. */
function PlaceFields({ form, of }: { form: FormInstance<Values>; of: RoomChoices }): ReactNode {
  const planId = Form.useWatch('sessionId', form) as string | undefined
  const siteId = Form.useWatch('siteId', form) as string | undefined
  const credentialId = Form.useWatch('credentialId', form) as string | undefined
  const chosen = (Form.useWatch('lineSubjectIds', form) as string[] | undefined) ?? []
  const plan = of.plans.find((p) => p.id === planId)
  const certificates = plan?.certificates ?? []
  const sites = of.sites.filter((s) => certificates.some((c) => c.credentialId === s.credentialId))
  const site = sites.find((s) => s.id === siteId)
  const offered = certificates.filter((c) => c.credentialId === site?.credentialId)
  const subjects = offered.find((c) => c.credentialId === credentialId)?.subjects ?? []
  const picked = subjects.filter((s) => chosen.includes(s.id))
  const change = (values: Values): void => form.setFieldsValue({ ...values, acceptMixedModes: false })
  return (
    <>
      <Field
        name="sessionId"
        label="考试计划"
        required
        hint={plan ? `须在排考开始 ${minute(plan.arrangeStart)} 前完成` : undefined}
      >
        <Select
          placeholder="请选择考试计划"
          showSearch={{ optionFilterProp: 'label' }}
          notFoundContent="没有排考开始前的考试计划"
          options={of.plans.map((p) => ({ value: p.id, label: `${p.number} ${p.name}` }))}
          onChange={() => change(cleared)}
        />
      </Field>
      <Field name="siteId" label="考核站点" required>
        <Select
          placeholder={plan ? '请选择考核站点' : '请先选择考试计划'}
          disabled={!plan}
          notFoundContent="本校没有该考试计划证书的已启用考核站点"
          options={sites.map((s) => ({ value: s.id, label: s.name }))}
          onChange={() => change({ ...cleared, siteId: form.getFieldValue('siteId') as string })}
        />
      </Field>
      <Field name="credentialId" label="考试证书" required>
        <Select
          placeholder={site ? '请选择考试证书' : '请先选择考核站点'}
          disabled={!site}
          options={offered.map((c) => ({
            value: c.credentialId,
            label: `${c.certNo} ${displayName(c.certName, c.certLevel)}`,
          }))}
          onChange={() => change({ lineSubjectIds: undefined })}
        />
      </Field>
      <Field name="lineSubjectIds" label="考试科目" required>
        <Select
          mode="multiple"
          placeholder={credentialId ? '请选择考试科目' : '请先选择考试证书'}
          disabled={!credentialId || !site}
          options={subjects.map((s) => ({ value: s.id, label: `${s.name}（${s.mode}）` }))}
          onChange={() => form.setFieldValue('acceptMixedModes', false)}
        />
      </Field>
      <Form.Item name="acceptMixedModes" hidden>
        <input type="hidden" />
      </Form.Item>
      <Form.Item
        label="考场类型"
        htmlFor="room-type"
        extra={hasMixedModes(picked) ? '所选科目包含多种考试方式，若考场不支持请分科目创建不同的考场' : undefined}
      >
        <Input id="room-type" readOnly value={roomTypeOf(picked)} placeholder="无需填写，由考试科目得出" />
      </Form.Item>
    </>
  )
}
const OwnFields = (): ReactNode => (
  <>
    <Field name="name" label="考场名称" required>
      <Input maxLength={50} />
    </Field>
    <Field name="seatCount" label="考位数" required>
      <InputNumber className="jh-full" min={1} max={9999} precision={0} />
    </Field>
    <Field name="address" label="考场地址">
      <Input maxLength={200} />
    </Field>
  </>
)
const Notes = (): ReactNode => (
  <div className="jh-para jh-second" role="note">
    注意：
    <ol>
      {roomNotes.map((n, i) => (
        <li key={n}>
          {i + 1}. {n}
        </li>
      ))}
    </ol>
  </div>
)

/** P-5.2.5-06: asked once the server has seen several 考试方式; 确认 sends the same again with the confirmation. */
function MixedModes({
  form,
  open,
  onClose,
}: {
  form: FormInstance<Values>
  open: boolean
  onClose(): void
}): ReactNode {
  return (
    <Modal
      open={open}
      title="所选科目包含多种考试方式，请确认考场支持"
      okText="确认支持"
      cancelText="返回修改"
      width={440}
      onCancel={onClose}
      onOk={() => {
        onClose()
        form.setFieldValue('acceptMixedModes', true)
        form.submit()
      }}
    >
      <p>若不支持请分科目创建不同的考场。</p>
    </Modal>
  )
}

/** 设置考场 (P-5.2.5-02); `start` comes from an earlier room that the person completes (P-5.2.5-08). */
export function SetRoom({ start = {}, onClose }: { start?: Values; onClose(): void }): ReactNode {
  const { data } = useAsk(roomChoices, {})
  const [asked, setAsked] = useState(false)
  if (!data) return null
  return (
    <FormDrawer
      op={setRoom}
      title="设置考场"
      open
      onClose={onClose}
      submit="保存"
      initial={{ acceptMixedModes: false, ...start }}
      says={() => '已设置考场'}
      onRefused={(a) => setAsked(a.code === 'mixed-modes')}
    >
      {(form) => (
        <>
          <Notes />
          <PlaceFields form={form} of={data} />
          <OwnFields />
          <MixedModes form={form} open={asked} onClose={() => setAsked(false)} />
        </>
      )}
    </FormDrawer>
  )
}

/** 编辑: everything while 未排考, only more 考位 while 排考中. */
export function EditRoom({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const { data, isPlaceholderData } = useAsk(room, { id })
  if (!data || isPlaceholderData || data.id !== id) return null
  return data.status === 'seating' ? (
    <MoreSeats of={data} onClose={onClose} />
  ) : (
    <EditWhole of={data} onClose={onClose} />
  )
}
const valuesOf = (r: RoomDetail): Values => ({
  sessionId: r.sessionId,
  siteId: r.siteId,
  credentialId: r.credentialId,
  lineSubjectIds: r.subjectList.map((s) => s.id),
  name: r.name,
  seatCount: r.seatCount,
  address: r.address ?? undefined,
})

function EditWhole({ of: r, onClose }: { of: RoomDetail; onClose(): void }): ReactNode {
  const { data } = useAsk(roomChoices, {})
  const [asked, setAsked] = useState(false)
  if (!data) return null
  return (
    <FormDrawer
      op={editRoom}
      title={`编辑考场 ${r.name}`}
      open
      onClose={onClose}
      submit="保存"
      initial={{ ...valuesOf(r), acceptMixedModes: false }}
      toInput={(v) => ({ ...v, id: r.id, version: r.version }) as RawInputOf<typeof editRoom>}
      says={() => '已保存'}
      onRefused={(a) => setAsked(a.code === 'mixed-modes')}
    >
      {(form) => (
        <>
          <Notes />
          <PlaceFields form={form} of={data} />
          <OwnFields />
          <MixedModes form={form} open={asked} onClose={() => setAsked(false)} />
        </>
      )}
    </FormDrawer>
  )
}

const MoreSeats = ({ of: r, onClose }: { of: RoomDetail; onClose(): void }): ReactNode => (
  <FormModal
    op={editRoom}
    title={`编辑考场 ${r.name}`}
    open
    onClose={onClose}
    submit="保存"
    initial={{ seatCount: r.seatCount }}
    toInput={(v) =>
      ({
        ...valuesOf(r),
        seatCount: v['seatCount'],
        acceptMixedModes: true,
        id: r.id,
        version: r.version,
      }) as RawInputOf<typeof editRoom>
    }
    check={(v) =>
      Number(v['seatCount']) > r.seatCount ? [] : [{ path: 'seatCount', message: '考位数只能大于原考位数' }]
    }
    says={() => '已增加考位，已通知培训评价组织'}
  >
    <p className="jh-para jh-second">排考中的考场只能修改考位数，且只能比之前的考位数（{r.seatCount}）大，不能减少</p>
    <Field name="seatCount" label="考位数" required>
      <InputNumber className="jh-full" min={1} max={9999} precision={0} />
    </Field>
    <RoomFacts of={r} />
  </FormModal>
)
