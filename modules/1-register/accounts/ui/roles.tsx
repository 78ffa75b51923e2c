import { Button, Checkbox, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { actorKinds, type ActorKind } from '#kit/pure/who.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { entranceKinds, type RoleRow } from '../model.ts'
import { addRole, deleteRole, editRole, roles } from '../operations-users.ts'

const areas: readonly (readonly [string, string])[] = [
  ['organisations', '机构管理'], ['standards', '标准管理'], ['credentials', '证书信息管理'], ['issuance', '证书发放管理'], ['pilots', '证书试点申报'],
  ['plans', '考试科目、考试计划'], ['candidates', '考生管理'], ['sites', '考核站点、考场管理'], ['enrolments', '报考管理'], ['fees', '缴费管理'], ['seating', '排考管理'],
  ['results', '科目成绩、考证结果'], ['invigilators', '监考人员'], ['weekly-reports', '周报管理'], ['statistics', '统计分析'], ['users', '用户管理'],
]
const levels = [['read', '查看'], ['write', '办理'], ['sign', '签发']] as const
const kinds = entranceKinds.map((value) => ({ value, label: actorKinds[value as ActorKind] }))
const rightNames = new Map<string, string>(areas.flatMap(([a, label]) => levels.map(([l, word]) => [`${a}.${l}`, `${label}·${word}`] as const)))

/** 角色管理 (P-8.1-11): names and rights are data kept by the platform. */
export default function Roles(): ReactNode {
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<RoleRow | null>(null)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增角色
    </Button>
  )
  return (
    <>
      <PageHeader title="角色管理" context="权限的变更在用户下次操作时生效" actions={add} />
      <List
        name="roles" label="角色" unit="个" op={roles}
        columns={[
          { key: 'actor', title: '适用机构', width: 170, sort: true, render: (r) => actorKinds[r.actor as ActorKind] },
          { key: 'name', title: '角色名称', width: 160, sort: true },
          { key: 'rights', title: '权限', render: (r) => r.rights.map((x) => rightNames.get(x) ?? x).join('、') },
          { key: 'inUse', title: '使用账号', width: 100 },
        ]}
        main="name" keep={['actor', 'name']} card={{ lines: ['actor', 'rights', 'inUse'] }}
        filters={[textFilter('name', '角色名称'), choiceFilter('actor', '适用机构', kinds)]}
        actions={(r) => (
          <>
            <button type="button" className="jh-link" onClick={() => setEditing(r)}>
              编辑
            </button>
            <OperationButton op={deleteRole} input={{ id: r.id, version: r.version }} look="link-danger" label="删除" blocked={r.inUse > 0 ? '角色已被使用，不能删除' : r.isAdmin ? '管理员角色不能删除' : undefined} says={() => '已删除'} />
          </>
        )}
        empty={<Nothing says="还没有角色">{add}</Nothing>}
      />
      <FormDrawer op={addRole} title="新增角色" open={adding} onClose={() => setAdding(false)} submit="保存" initial={{ rights: [] }} says={() => '已新增角色'}>
        <Field name="actor" label="适用机构" required>
          <Select options={kinds} placeholder="请选择" />
        </Field>
        <RoleFields />
      </FormDrawer>
      {editing ? (
        <FormDrawer op={editRole} title="编辑角色" open onClose={() => setEditing(null)} submit="保存" initial={{ name: editing.name, rights: [...editing.rights] }} toInput={(v) => ({ ...v, id: editing.id, version: editing.version }) as never} says={() => '已保存'}>
          <RoleFields />
        </FormDrawer>
      ) : null}
    </>
  )
}
const RoleFields = (): ReactNode => (
  <>
    <Field name="name" label="角色名称" required>
      <Input maxLength={50} />
    </Field>
    <Field name="rights" label="权限">
      <Checkbox.Group style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))', gap: 4 }} options={[...rightNames].map(([value, label]) => ({ value, label }))} />
    </Field>
  </>
)
