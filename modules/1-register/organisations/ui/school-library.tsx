import { Button, Input, Modal, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import { ask, RefusedError } from '#kit/ui/client.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { Field, OperationForm } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { RefusalNote } from '#kit/ui/refusal-note.tsx'
import { libraryStates, type NationalSchoolRow } from '../model.ts'
import { addToLibrary, deleteEntry, enableEntry, findNationalSchool, library, suspendEntry } from '../operations.ts'
import { regionName } from './region-field.tsx'

/** 院校总库管理 of province and city (P3-2.2-06): search the name, choose, 保存. */
export default function SchoolLibrary(): ReactNode {
  const [adding, setAdding] = useState(false)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增
    </Button>
  )
  return (
    <>
      <PageHeader title="院校总库管理" context="已启用的院校可在登录页“立即申报”中注册" actions={add} />
      <List
        name="school-library" label="院校" unit="所" op={library}
        columns={[
          { key: 'code', title: '院校代码', width: 130 },
          { key: 'name', title: '院校名称', sort: true },
          { key: 'region', title: '所在省市', width: 200, render: (r) => regionName(r.provinceCode, r.cityCode) },
          { key: 'isRegistered', title: '是否已注册', width: 110, render: (r) => (r.isRegistered ? '已注册' : '未注册') },
          { key: 'status', title: '状态', width: 100, render: (r) => <Badge tone={r.status === 'enabled' ? 'good' : 'neutral'}>{libraryStates[r.status]}</Badge> },
        ]}
        main="name" keep={['code', 'name', 'status']} card={{ badge: 'status', lines: ['code', 'region', 'isRegistered'] }}
        filters={[textFilter('name', '院校名称'), choiceFilter('status', '状态', Object.entries(libraryStates).map(([value, label]) => ({ value, label })))]}
        actions={(r) => {
          const input = { id: r.id, version: r.version }
          return (
            <>
              {r.status === 'enabled' ? <OperationButton op={suspendEntry} input={input} look="link" /> : <OperationButton op={enableEntry} input={input} look="link" />}
              <OperationButton op={deleteEntry} input={input} look="link-danger" blocked={r.isRegistered ? '该院校已注册，不能删除，可改为停用' : undefined} />
            </>
          )
        }}
        empty={<Nothing says="院校总库中还没有院校">{add}</Nothing>}
      />
      <Modal open={adding} title="新增院校" footer={null} onCancel={() => setAdding(false)} destroyOnHidden>
        <AddForm onDone={() => setAdding(false)} />
      </Modal>
    </>
  )
}

function AddForm({ onDone }: { onDone(): void }): ReactNode {
  const [found, setFound] = useState<readonly NationalSchoolRow[]>([])
  const [missing, setMissing] = useState<RefusedError | null>(null)
  const search = (name: string): void => {
    setMissing(null)
    ask(findNationalSchool, { name }).then(setFound, (e: unknown) => {
      setFound([])
      if (e instanceof RefusedError) setMissing(e)
    })
  }
  return (
    <OperationForm op={addToLibrary} narrow submit="保存" onCancel={onDone} onDone={onDone} says={() => '已加入院校总库'}>
      <Input.Search aria-label="院校名称" placeholder="输入院校名称查询" enterButton="查询" onSearch={search} maxLength={100} />
      {missing ? <RefusalNote answer={missing.answer} /> : null}
      <Field name="nationalSchoolId" label="院校" required>
        <Select
          disabled={found.length === 0} placeholder={found.length === 0 ? '请先查询院校名称' : '请选择院校'}
          options={found.map((s) => ({ value: s.id, label: `${s.name}（${s.code}，${regionName(s.provinceCode, s.cityCode)}）` }))}
        />
      </Field>
    </OperationForm>
  )
}
