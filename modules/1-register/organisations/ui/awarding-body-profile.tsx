import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { image, type StoredFile } from '#kit/ui/files.ts'
import { FileInput } from '#kit/ui/form/file-input.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field, FieldGroup } from '#kit/ui/form/operation-form.tsx'
import { PageHeader, Panel } from '#kit/ui/header.tsx'
import { Facts, Section } from '#kit/ui/record.tsx'
import { Button } from 'antd'
import type { AwardingBody } from '../model.ts'
import { awardingBody, editOwnBody } from '../operations.ts'

const Seal = ({ file, name }: { file: string | null; name: string }): ReactNode =>
  file ? <img src={`/api/files/${file}`} alt={name} style={{ width: 96, height: 96, objectFit: 'contain' }} /> : <span className="jh-hint">未上传</span>

/** 培训评价组织管理 of the body itself: profile, 公章 and 签名章 (P-2.1-05). */
export default function AwardingBodyProfile(): ReactNode {
  const own = useAsk(awardingBody, {})
  const [editing, setEditing] = useState(false)
  if (own.isError) return <Failure error={own.error} retry={() => void own.refetch()} />
  const b = own.data
  return (
    <>
      <PageHeader
        title="培训评价组织管理" context="公章和签名章用于证书盖章，签发时的扫码签字不会体现在证书中"
        actions={
          <Button type="primary" disabled={!b} onClick={() => setEditing(true)}>
            编辑
          </Button>
        }
      />
      <Panel>
        {b ? (
          <>
            <Facts two of={[['培训评价组织名称', b.name], ['机构编号', b.orgCode], ['统一社会信用代码', b.creditCode], ['联系人', b.contactName], ['联系电话', b.contactPhone], ['地址', b.address], ['简介', b.intro]]} />
            <Section title="印章">
              <Facts two of={[['公章', <Seal file={b.officialSealFileId} name="公章" />], ['签名章', <Seal file={b.signatureSealFileId} name="签名章" />]]} />
            </Section>
          </>
        ) : (
          <Skeleton />
        )}
      </Panel>
      {b && editing ? <Edit body={b} onClose={() => setEditing(false)} /> : null}
    </>
  )
}

function Edit({ body, onClose }: { body: AwardingBody; onClose(): void }): ReactNode {
  const first = (v: unknown): string | undefined => (v as StoredFile[] | undefined)?.[0]?.id
  return (
    <FormDrawer
      op={editOwnBody} title="编辑本机构信息" open onClose={onClose} submit="保存" says={() => '已保存'}
      initial={{ contactName: body.contactName, contactPhone: body.contactPhone, address: body.address ?? '', intro: body.intro ?? '' }}
      toInput={({ official, signature, ...v }) => ({ ...v, version: body.version, officialSealFileId: first(official), signatureSealFileId: first(signature) }) as never}
    >
      <FieldGroup title="联系信息">
        <Field name="contactName" label="联系人" required>
          <Input maxLength={50} />
        </Field>
        <Field name="contactPhone" label="联系电话" required>
          <Input maxLength={20} />
        </Field>
        <Field name="address" label="地址">
          <Input maxLength={200} />
        </Field>
        <Field name="intro" label="简介">
          <Input.TextArea maxLength={1000} rows={4} showCount />
        </Field>
      </FieldGroup>
      <FieldGroup title="印章（透明底 png，5MB 以内）">
        <Field name="official" label="公章" hint={body.officialSealFileId ? '已上传，重新上传将替换' : '电子证书发放前须上传'}>
          <FileInput purpose="seal" limit={image} />
        </Field>
        <Field name="signature" label="签名章" hint={body.signatureSealFileId ? '已上传，重新上传将替换' : '发放前须上传'}>
          <FileInput purpose="seal" limit={image} />
        </Field>
      </FieldGroup>
    </FormDrawer>
  )
}
