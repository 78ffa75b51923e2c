import { Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { ImportButton } from '#kit/ui/import/import-button.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { MajorRow } from '../model.ts'
import { addMajor, deleteMajor, editMajor, listMajors } from '../operations.ts'
import { majorSheet } from '../sheets.ts'
import { eduLevelOptions } from './options.ts'

/** 专业目录 (P-4.1-08): majors by 专业代码 and 专业版本. */
export default function Majors(): ReactNode {
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<MajorRow | null>(null)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增专业
    </Button>
  )
  return (
    <>
      <PageHeader
        title="专业目录"
        context="专业代码和专业版本都相同才是同一个专业"
        actions={
          <>
            <ImportButton sheet={majorSheet} label="批量导入专业" given={{}} />
            {add}
          </>
        }
      />
      <List
        name="majors"
        label="专业"
        unit="个"
        op={listMajors}
        columns={[
          { key: 'code', title: '专业代码', width: 110, sort: true },
          { key: 'versionName', title: '专业版本', width: 120 },
          { key: 'name', title: '专业名称', sort: true },
          { key: 'eduLevel', title: '专业层次', width: 130 },
        ]}
        main="name"
        keep={['code', 'name']}
        card={{ lines: ['code', 'versionName'], side: 'eduLevel' }}
        filters={[
          textFilter('code', '专业代码'),
          textFilter('name', '专业名称'),
          textFilter('versionName', '专业版本'),
          choiceFilter('eduLevel', '专业层次', eduLevelOptions),
        ]}
        actions={(r) => (
          <>
            <button type="button" className="jh-link" onClick={() => setEditing(r)}>
              编辑
            </button>
            <OperationButton
              op={deleteMajor}
              input={{ id: r.id }}
              look="link-danger"
              label="删除"
              confirm={`确定删除专业 ${r.name}-${r.code}-${r.versionName}？`}
              says={() => `已删除 ${r.name}`}
            />
          </>
        )}
        empty={<Nothing says="专业目录还是空的，可以新增或批量导入">{add}</Nothing>}
      />
      <FormModal
        op={addMajor}
        title="新增专业"
        open={adding}
        onClose={() => setAdding(false)}
        submit="保存"
        says={() => '已新增专业'}
      >
        <Field name="code" label="专业代码" required hint="6位数字">
          <Input maxLength={6} inputMode="numeric" />
        </Field>
        <Field name="versionName" label="专业版本" required hint="例如 2021年版">
          <Input maxLength={20} />
        </Field>
        <Field name="name" label="专业名称" required>
          <Input maxLength={100} />
        </Field>
        <Field name="eduLevel" label="专业层次" required>
          <Select options={eduLevelOptions} placeholder="请选择专业层次" />
        </Field>
      </FormModal>
      {editing ? (
        <FormModal
          op={editMajor}
          title={`编辑专业 ${editing.code} ${editing.versionName}`}
          open
          onClose={() => setEditing(null)}
          submit="保存"
          initial={{ name: editing.name }}
          toInput={(v) => ({ ...v, id: editing.id, version: editing.version }) as never}
          says={() => '已保存'}
        >
          <Field name="name" label="专业名称" required hint="专业代码、专业版本和专业层次不能修改">
            <Input maxLength={100} />
          </Field>
        </FormModal>
      ) : null}
    </>
  )
}
