import { Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { provinces } from '#packages/regions/index.ts'
import { awardingBodies, editAwardingBody, enableBody, suspendBody, type AwardingBody } from '#organisations'
import { Badge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { addAwardingBody } from '../operations-bodies.ts'
import { FirstAccountFields } from './first-account-fields.tsx'

/** 培训评价组织管理 of the platform (P-2.1-06). */
export default function AwardingBodies(): ReactNode {
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<AwardingBody | null>(null)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增
    </Button>
  )
  return (
    <>
      <PageHeader title="培训评价组织管理" context="停用后该机构的账号不可登录，数据仍对院校可见" actions={add} />
      <List
        name="awarding-bodies" label="培训评价组织" unit="个" op={awardingBodies}
        columns={[
          { key: 'orgCode', title: '机构编号', width: 100 },
          { key: 'name', title: '培训评价组织名称', sort: true },
          { key: 'creditCode', title: '统一社会信用代码', width: 190 },
          { key: 'contactName', title: '联系人', width: 110 },
          { key: 'contactPhone', title: '联系电话', width: 140 },
          { key: 'status', title: '状态', width: 100, render: (r) => <Badge tone={r.status === 'active' ? 'good' : 'neutral'}>{r.status === 'active' ? '已启用' : '已停用'}</Badge> },
        ]}
        main="name" keep={['orgCode', 'name', 'status']} card={{ badge: 'status', lines: ['orgCode', 'contactName', 'contactPhone'] }}
        filters={[textFilter('name', '名称')]}
        actions={(r) => (
          <>
            <button type="button" className="jh-link" onClick={() => setEditing(r)}>
              编辑
            </button>
            {r.status === 'active' ? (
              <OperationButton op={suspendBody} input={{ id: r.id, version: r.version }} look="link-danger" says={() => '已停用'} />
            ) : (
              <OperationButton op={enableBody} input={{ id: r.id, version: r.version }} look="link" says={() => '已启用'} />
            )}
          </>
        )}
        empty={<Nothing says="还没有培训评价组织">{add}</Nothing>}
      />
      <FormDrawer op={addAwardingBody} title="新增培训评价组织" open={adding} onClose={() => setAdding(false)} submit="保存" says={() => '已新增，初始密码已以短信发送'}>
        <Field name="orgCode" label="机构编号" required hint="3位数字，证书编号的前3位">
          <Input maxLength={3} inputMode="numeric" />
        </Field>
        <Field name="regionCode" label="所在省" required>
          <Select showSearch optionFilterProp="label" options={provinces().map((r) => ({ value: r.code, label: r.name }))} placeholder="请选择" />
        </Field>
        <BodyFields />
        <FirstAccountFields />
      </FormDrawer>
      {editing ? (
        <FormDrawer
          op={editAwardingBody} title="编辑培训评价组织" open onClose={() => setEditing(null)} submit="保存" says={() => '已保存'}
          initial={{ name: editing.name, creditCode: editing.creditCode, contactName: editing.contactName, contactPhone: editing.contactPhone }}
          toInput={(v) => ({ ...v, id: editing.id, version: editing.version }) as never}
        >
          <BodyFields />
        </FormDrawer>
      ) : null}
    </>
  )
}
const BodyFields = (): ReactNode => (
  <>
    <Field name="name" label="培训评价组织名称" required>
      <Input maxLength={100} />
    </Field>
    <Field name="creditCode" label="统一社会信用代码" required>
      <Input maxLength={18} />
    </Field>
    <Field name="contactName" label="联系人" required>
      <Input maxLength={50} />
    </Field>
    <Field name="contactPhone" label="联系电话" required>
      <Input maxLength={20} inputMode="tel" />
    </Field>
  </>
)
