import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { idTypes } from '#people'
import { useAsk } from '#kit/ui/ask.ts'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import type { InvigilatorDetail } from '../model.ts'
import { addInvigilator, certificateChoices, editInvigilator, invigilator } from '../operations.ts'

const options = idTypes.map((value) => ({ value, label: value }))

/** 监考证书 of the school; those that are 已认证 stay (P-5.2.11-04), so they cannot be taken out of the field. */
function CertificateField({ held }: { held: InvigilatorDetail['qualifications'] }): ReactNode {
  const { data, isPending } = useAsk(certificateChoices, {})
  const offered = new Map(
    [...(data?.certificates ?? []), ...held].map((c) => [
      c.credentialId,
      { value: c.credentialId, label: `${c.certName}(${c.certLevel})`, title: c.awardingBodyName },
    ]),
  )
  const fixed = held.filter((q) => q.status === 'certified').map((q) => q.certName)
  return (
    <Field
      name="credentialIds"
      label="监考证书"
      required
      hint={fixed.length ? `已认证的监考证书不能删除：${fixed.join('、')}` : '本校的试点证书；保存后由证书的培训评价组织认证'}
    >
      <Select
        mode="multiple"
        loading={isPending}
        options={[...offered.values()]}
        optionFilterProp="label"
        placeholder="请选择监考证书"
        notFoundContent="本校没有试点证书"
      />
    </Field>
  )
}

export const AddTeacher = ({ open, onClose }: { open: boolean; onClose(): void }): ReactNode => (
  <FormDrawer
    op={addInvigilator}
    title="新增监考人员"
    open={open}
    onClose={onClose}
    submit="保存"
    initial={{ idType: '身份证', credentialIds: [] }}
    says={(a) => `已新增，教师编号 ${a.teacherNo}，待培训评价组织认证`}
  >
    <Field name="name" label="教师姓名" required>
      <Input maxLength={50} />
    </Field>
    <Field name="idType" label="证件类型" required>
      <Select options={options} />
    </Field>
    <Field name="idNo" label="证件号码" required>
      <Input maxLength={40} autoComplete="off" />
    </Field>
    <Field name="mobile" label="手机号码" required>
      <Input maxLength={20} inputMode="tel" />
    </Field>
    <CertificateField held={[]} />
  </FormDrawer>
)

/** What stands there is never sent to the form in clear: an empty number means that it stays. */
export function EditTeacher({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const { data, isPlaceholderData } = useAsk(invigilator, { id })
  return data && !isPlaceholderData ? <EditForm teacher={data} onClose={onClose} /> : null
}
function EditForm({ teacher, onClose }: { teacher: InvigilatorDetail; onClose(): void }): ReactNode {
  const isFixed = teacher.qualifications.some((q) => q.status === 'certified')
  const fixed = isFixed ? '已有认证通过的监考证书，不能修改' : undefined
  return (
    <FormDrawer
      op={editInvigilator}
      title={`编辑 ${teacher.name}`}
      open
      onClose={onClose}
      submit="保存"
      initial={{ name: teacher.name, idType: teacher.idType, credentialIds: teacher.qualifications.map((q) => q.credentialId) }}
      toInput={(v) =>
        ({
          id: teacher.id,
          version: teacher.version,
          credentialIds: v['credentialIds'],
          ...(isFixed ? {} : { name: v['name'], idType: v['idType'] }),
          ...(v['idNo'] ? { idNo: v['idNo'] } : {}),
          ...(v['mobile'] ? { mobile: v['mobile'] } : {}),
        }) as never
      }
      says={() => '已保存'}
    >
      <Field name="name" label="教师姓名" required hint={fixed}>
        <Input maxLength={50} disabled={isFixed} />
      </Field>
      <Field name="idType" label="证件类型" required hint={fixed}>
        <Select options={options} disabled={isFixed} />
      </Field>
      <Field name="idNo" label="证件号码" hint={fixed ?? `现为 ${teacher.idMasked}，不修改则留空`}>
        <Input maxLength={40} autoComplete="off" disabled={isFixed} />
      </Field>
      <Field name="mobile" label="手机号码" hint={`现为 ${teacher.mobileMasked}，不修改则留空`}>
        <Input maxLength={20} inputMode="tel" />
      </Field>
      <CertificateField held={teacher.qualifications} />
    </FormDrawer>
  )
}
