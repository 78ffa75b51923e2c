import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { PageHeader } from '#kit/ui/header.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import type { NationalSchoolRow } from '../model.ts'
import { addNationalSchool, editNationalSchool, nationalSchools } from '../operations.ts'
import { RegionFields, regionName } from './region-field.tsx'

/** 全国院校库: the names that provinces and cities choose from (P3-2.2-07). */
export default function NationalSchools(): ReactNode {
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<NationalSchoolRow | null>(null)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增
    </Button>
  )
  return (
    <>
      <PageHeader title="全国院校库" context="省厅和地市从这里选择院校加入院校总库" actions={add} />
      <List
        name="national-schools" label="院校" unit="所" op={nationalSchools}
        columns={[
          { key: 'code', title: '院校代码', width: 130 },
          { key: 'name', title: '院校名称', sort: true },
          { key: 'region', title: '所在省市', width: 220, render: (r) => regionName(r.provinceCode, r.cityCode) },
        ]}
        main="name" keep={['code', 'name']} card={{ lines: ['code', 'region'] }}
        filters={[textFilter('name', '院校名称'), textFilter('code', '院校代码')]}
        actions={(r) => (
          <button type="button" className="jh-link" onClick={() => setEditing(r)}>
            编辑
          </button>
        )}
        empty={<Nothing says="还没有院校">{add}</Nothing>}
      />
      <FormDrawer op={addNationalSchool} title="新增院校" open={adding} onClose={() => setAdding(false)} submit="保存" says={() => '已新增院校'}>
        {(form) => <SchoolFields form={form} />}
      </FormDrawer>
      {editing ? (
        <FormDrawer
          op={editNationalSchool} title="编辑院校" open onClose={() => setEditing(null)} submit="保存" initial={{ ...editing }}
          toInput={(v) => ({ ...v, id: editing.id, version: editing.version }) as never} says={() => '已保存'}
        >
          {(form) => <SchoolFields form={form} />}
        </FormDrawer>
      ) : null}
    </>
  )
}
const SchoolFields = ({ form }: { form: Parameters<typeof RegionFields>[0]['form'] }): ReactNode => (
  <>
    <Field name="name" label="院校名称" required>
      <Input maxLength={100} />
    </Field>
    <Field name="code" label="院校代码" required hint="10位数字">
      <Input maxLength={10} inputMode="numeric" />
    </Field>
    <RegionFields form={form} />
  </>
)
