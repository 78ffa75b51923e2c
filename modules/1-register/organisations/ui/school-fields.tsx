import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { Field, FieldGroup } from '#kit/ui/form/operation-form.tsx'
import { Facts } from '#kit/ui/record.tsx'
import { schoolTypes, type School } from '../model.ts'
import { regionName } from './region-field.tsx'

/** 院校名称, 院校代码, 所在省市 come from the library and are read only (P-2.2-03). */
export const SchoolFields = ({ school }: { school: School }): ReactNode => (
  <>
    <Facts of={[['院校名称', school.name], ['院校代码', school.code], ['所在省市', regionName(school.regionCode, school.cityCode)]]} />
    <FieldGroup title="院校信息">
      <Field name="schoolType" label="院校类型" required>
        <Select options={schoolTypes.map((value) => ({ value, label: value }))} placeholder="请选择院校类型" />
      </Field>
      <Field name="address" label="院校地址" required>
        <Input maxLength={200} />
      </Field>
      <Field name="legalPerson" label="法定代表人">
        <Input maxLength={50} />
      </Field>
    </FieldGroup>
    <FieldGroup title="联系人信息">
      <Field name="contactName" label="联系人" required>
        <Input maxLength={50} />
      </Field>
      <Field name="contactMobile" label="联系电话" required hint="11位手机号">
        <Input maxLength={11} inputMode="tel" />
      </Field>
      <Field name="contactEmail" label="邮箱">
        <Input maxLength={100} inputMode="email" />
      </Field>
    </FieldGroup>
  </>
)
/** What the form begins with; empty fields stay empty, not "null". */
export const startOf = (s: School): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ schoolType: s.schoolType, address: s.address, legalPerson: s.legalPerson, contactName: s.contactName, contactMobile: s.contactMobile, contactEmail: s.contactEmail }).filter(([, v]) => v !== null),
  )
export const schoolFacts = (s: School): readonly (readonly [string, ReactNode])[] => [
  ['院校名称', s.name],
  ['院校代码', s.code],
  ['所在省市', regionName(s.regionCode, s.cityCode)],
  ['院校类型', s.schoolType],
  ['院校地址', s.address],
  ['法定代表人', s.legalPerson],
  ['联系人', s.contactName],
  ['联系电话', s.contactMobile],
  ['邮箱', s.contactEmail],
]
