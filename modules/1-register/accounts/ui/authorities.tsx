import { Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { citiesOf, nameOf, provinces } from '#packages/regions/index.ts'
import { authorities, organisationKinds } from '#organisations'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { addAuthority, addCity } from '../operations-bodies.ts'
import { FirstAccountFields } from './first-account-fields.tsx'

/** 教育行政部门管理 (OPS) and 地市账号管理 (PRV). */
export default function Authorities(): ReactNode {
  const [adding, setAdding] = useState(false)
  const me = usePrincipal()
  const isProvince = me?.actor === 'province'
  const title = isProvince ? '地市账号管理' : '教育行政部门管理'
  const regions = isProvince ? citiesOf(me?.region ?? '') : provinces()
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增
    </Button>
  )
  return (
    <>
      <PageHeader title={title} actions={add} />
      <List
        name="authorities" label="教育行政部门" unit="个" op={authorities}
        columns={[
          { key: 'name', title: '名称', sort: true },
          { key: 'kind', title: '级别', width: 180, render: (r) => organisationKinds[r.kind as 'province' | 'city'] },
          { key: 'regionCode', title: '所在地区', width: 180, render: (r) => nameOf(r.regionCode) ?? r.regionCode },
        ]}
        main="name" keep={['name', 'kind']} card={{ lines: ['kind', 'regionCode'] }}
        filters={[textFilter('name', '名称')]}
        empty={<Nothing says="还没有教育行政部门">{add}</Nothing>}
      />
      <FormDrawer op={isProvince ? addCity : addAuthority} title={`新增${isProvince ? '地市账号' : '教育行政部门'}`} open={adding} onClose={() => setAdding(false)} submit="保存" says={() => '已新增，初始密码已以短信发送'}>
        <Field name="name" label="名称" required>
          <Input maxLength={100} />
        </Field>
        <Field name="regionCode" label={isProvince ? '所在地市' : '所在省'} required>
          <Select showSearch optionFilterProp="label" options={regions.map((r) => ({ value: r.code, label: r.name }))} placeholder="请选择" />
        </Field>
        <FirstAccountFields />
      </FormDrawer>
    </>
  )
}
