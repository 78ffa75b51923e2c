import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { editSchool, school } from '#organisations'
import { schoolFacts, SchoolFields, startOf } from '#organisations/ui'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { image, type StoredFile } from '#kit/ui/files.ts'
import { FileInput } from '#kit/ui/form/file-input.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field, FieldGroup } from '#kit/ui/form/operation-form.tsx'
import { PageHeader, Panel } from '#kit/ui/header.tsx'
import { Facts, Section } from '#kit/ui/record.tsx'
import { certificateKeepers } from '../operations-bodies.ts'

/** 试点院校管理 of a school: itself, 编辑, 电子签章, and its 试点证书负责人 (P-2.2-01…04). */
export default function OwnSchool(): ReactNode {
  const own = useAsk(school, {})
  const managers = useAsk(certificateKeepers, {})
  const [editing, setEditing] = useState(false)
  if (own.isError) return <Failure error={own.error} retry={() => void own.refetch()} />
  const s = own.data
  return (
    <>
      <PageHeader title="试点院校管理" context="院校名称、院校代码、所在省市来自院校总库" actions={<Button type="primary" disabled={!s} onClick={() => setEditing(true)}>编辑</Button>} />
      <Panel>
        {s ? (
          <>
            <Section title="院校详细信息">
              <Facts two of={[...schoolFacts(s), ['电子签章', s.sealFileId ? <img src={`/api/files/${s.sealFileId}`} alt="电子签章" style={{ height: 96 }} /> : null]]} />
            </Section>
            <Section title="试点证书负责人信息">
              {managers.data?.length ? <Facts of={managers.data.map((m) => [m.name, `${m.mobile ?? ''}　${m.certificates}`] as const)} /> : <p className="jh-hint">暂无数据。在系统管理 › 用户管理中将账号的证书负责人设为“是”。</p>}
            </Section>
          </>
        ) : (
          <Skeleton />
        )}
      </Panel>
      {s && editing ? (
        <FormDrawer
          op={editSchool} title="编辑院校信息" open onClose={() => setEditing(false)} submit="保存" initial={startOf(s)} says={() => '已保存'}
          toInput={({ seal, ...v }) => ({ ...v, version: s.version, sealFileId: (seal as StoredFile[] | undefined)?.[0]?.id }) as never}
        >
          <SchoolFields school={s} />
          <FieldGroup title="电子签章">
            <Field name="seal" label="电子签章" hint="png 或 jpg，5MB 以内；重新上传将替换">
              <FileInput purpose="seal" limit={image} />
            </Field>
          </FieldGroup>
        </FormDrawer>
      ) : null}
    </>
  )
}
