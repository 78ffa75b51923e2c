import { Form, Input, InputNumber, Select, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import type { RawInputOf } from '#kit/pure/operation.ts'
import { useAsk } from '#kit/ui/ask.ts'
import { attachment, type StoredFile } from '#kit/ui/files.ts'
import { FileInput } from '#kit/ui/form/file-input.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { useVoice } from '#kit/ui/talk.tsx'
import type { SiteChoices, SiteDetail } from '../model.ts'
import { site, siteChoices, submitSite } from '../operations.ts'
import { RegionInput } from './region-input.tsx'
import { SaveDraft } from './save-draft.tsx'
import { certificateOf } from './site-facts.tsx'

type Values = Record<string, unknown>
const more = (v: Values) => ({
  regionCode: v['regionCode'],
  address: v['address'],
  capacity: v['capacity'],
  managerName: v['managerName'],
  managerMobile: v['managerMobile'],
  facilities: v['facilities'],
  fileIds: ((v['files'] as StoredFile[] | undefined) ?? []).map((f) => f.id),
})

const Fields = (): ReactNode => (
  <>
    <Field name="regionCode" label="所在地区" required>
      <RegionInput />
    </Field>
    <Field name="address" label="考点地址" required hint="印在准考证上">
      <Input maxLength={200} />
    </Field>
    <Field name="capacity" label="可容纳考位数" required>
      <InputNumber className="jh-full" min={1} max={99999} precision={0} />
    </Field>
    <Field name="managerName" label="负责人" required>
      <Input maxLength={50} />
    </Field>
    <Field name="managerMobile" label="联系电话" required>
      <Input maxLength={20} inputMode="tel" />
    </Field>
    <Field name="facilities" label="场地及设备情况">
      <Input.TextArea rows={4} maxLength={1000} showCount />
    </Field>
    <Field name="files" label="附件">
      <FileInput purpose="site-attachment" limit={attachment} many={10} />
    </Field>
  </>
)

/** 考核证书 and the name that follows from it (P-5.2.4.1-03, -05). */
function CertificateField({ form, of }: { form: FormInstance<Values>; of: SiteChoices }): ReactNode {
  const chosen = Form.useWatch('credentialId', form) as string | undefined
  const name = of.credentials.find((c) => c.id === chosen)?.siteName
  return (
    <>
      <Field name="credentialId" label="考核证书" required hint="只能选择本校的试点证书，每个证书只能申报一个考核站点">
        <Select
          placeholder="请选择考核证书"
          notFoundContent="没有可申报的证书：试点证书都已申报过考核站点，或本校还没有审核通过的试点证书"
          options={of.credentials.map((c) => ({
            value: c.id,
            label: `${c.certNo} ${certificateOf(c)}`,
            title: c.awardingBodyName,
          }))}
        />
      </Field>
      <Form.Item label="考核站点名称" htmlFor="site-name">
        <Input
          id="site-name"
          readOnly
          value={name ?? ''}
          placeholder="无需填写，按学校名称+证书名称+证书等级自动生成"
        />
      </Form.Item>
    </>
  )
}

/** 申报考核站点 (P-5.2.4.1-02) */
export function DeclareSite({ onClose }: { onClose(): void }): ReactNode {
  const { data } = useAsk(siteChoices, {})
  const voice = useVoice()
  if (!data) return null
  const toInput = (v: Values) => ({ credentialId: v['credentialId'], ...more(v) }) as RawInputOf<typeof submitSite>
  return (
    <FormDrawer
      op={submitSite}
      title="申报考核站点"
      open
      onClose={onClose}
      initial={{
        regionCode: data.regionCode,
        credentialId: data.credentials.length === 1 ? data.credentials[0]?.id : undefined,
      }}
      toInput={toInput}
      says={() => '已提交，等待培训评价组织审核'}
      beside={
        <SaveDraft
          toInput={toInput}
          onDone={() => {
            voice.say('已保存，状态为未提交')
            onClose()
          }}
        />
      }
    >
      {(form) => (
        <>
          <CertificateField form={form} of={data} />
          <Fields />
        </>
      )}
    </FormDrawer>
  )
}

/** 编辑 of 未提交 and 审核退回 (P-5.2.4.1-08) */
export function EditSite({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const { data, isPlaceholderData } = useAsk(site, { id })
  return data && !isPlaceholderData && data.id === id ? <EditForm of={data} onClose={onClose} /> : null
}
function EditForm({ of: s, onClose }: { of: SiteDetail; onClose(): void }): ReactNode {
  const voice = useVoice()
  const toInput = (v: Values) => ({ id: s.id, version: s.version, ...more(v) }) as RawInputOf<typeof submitSite>
  return (
    <FormDrawer
      op={submitSite}
      title="编辑考核站点"
      open
      onClose={onClose}
      initial={{
        regionCode: s.regionCode,
        address: s.address ?? undefined,
        capacity: s.capacity ?? undefined,
        managerName: s.managerName ?? undefined,
        managerMobile: s.managerMobile ?? undefined,
        facilities: s.facilities ?? undefined,
        files: s.attachments.map((a) => ({ ...a, type: '' })),
      }}
      toInput={toInput}
      says={() => '已提交，等待培训评价组织审核'}
      beside={
        <SaveDraft
          toInput={toInput}
          onDone={() => {
            voice.say('已保存')
            onClose()
          }}
        />
      }
    >
      <Form.Item label="考核证书" htmlFor="site-certificate">
        <Input id="site-certificate" readOnly value={`${s.certNo} ${certificateOf(s)}`} />
      </Form.Item>
      <Form.Item label="考核站点名称" htmlFor="site-name">
        <Input id="site-name" readOnly value={s.name} />
      </Form.Item>
      <Fields />
    </FormDrawer>
  )
}
