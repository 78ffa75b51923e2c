import { Button, Form, Input, Radio, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import { useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Facts, Moment } from '#kit/ui/record.tsx'
import { accountStates, type AccountRow } from '../model.ts'
import { account, accounts, addAccount, deleteAccount, editAccount, enableAccount, resetPassword, roleChoices, suspendAccount } from '../operations-users.ts'
import { MobileCodeField } from './mobile-code-field.tsx'
import { ShownPassword } from './shown-password.tsx'

export type ChargeChoices = () => readonly { value: string; label: string }[]

/** 用户管理: 二级账户 of the own organisation (P-8.1-*). `charges` gives 负责的证书 where the module of the certificates is known. */
export function Users({ charges }: { charges?: ChargeChoices }): ReactNode {
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<AccountRow | null>(null)
  const [password, setPassword] = useState<string | null>(null)
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增
    </Button>
  )
  return (
    <>
      <PageHeader title="用户管理" context="新增账号立即具有所选角色的权限" actions={add} />
      <List
        name="users" label="账号" unit="个" op={accounts}
        columns={[
          { key: 'loginName', title: '账号', width: 160, sort: true },
          { key: 'name', title: '姓名', width: 110, sort: true },
          { key: 'mobile', title: '手机号', width: 130 },
          { key: 'roleName', title: '角色' },
          { key: 'isCertManager', title: '证书负责人', width: 110, render: (r) => (r.isCertManager ? '是' : '否') },
          { key: 'status', title: '状态', width: 100, render: (r) => <Badge tone={r.status === 'active' ? 'good' : 'neutral'}>{accountStates[r.status]}</Badge> },
        ]}
        main="loginName" keep={['loginName', 'name', 'status']} card={{ badge: 'status', lines: ['name', 'roleName', 'mobile'] }}
        filters={[textFilter('loginName', '账号'), textFilter('name', '姓名'), choiceFilter('status', '状态', Object.entries(accountStates).map(([value, label]) => ({ value, label })))]}
        actions={(r, table) => (
          <>
            <button type="button" className="jh-link" onClick={() => table.open(r.id)}>
              查看
            </button>
            <RowActs row={r} onEdit={setEditing} onPassword={setPassword} />
          </>
        )}
        drawer={(id) => <AccountDetail id={id} {...(charges ? { charges } : {})} />}
        empty={<Nothing says="还没有二级账户">{add}</Nothing>}
      />
      <FormDrawer
        op={addAccount} title="用户维护" open={adding} onClose={() => setAdding(false)} submit="保存" initial={{ isCertManager: false, charge: [] }}
        onDone={(a) => setPassword(a.password)} says={() => '账号已新增'}
      >
        {(form) => (
          <>
            <Field name="loginName" label="账号" required hint="4至30位字母、数字或下划线">
              <Input maxLength={30} autoComplete="off" />
            </Field>
            <AccountFields form={form} {...(charges ? { charges } : {})} isNew />
          </>
        )}
      </FormDrawer>
      {editing ? (
        <FormDrawer
          op={editAccount} title={`编辑 ${editing.loginName}`} open onClose={() => setEditing(null)} submit="保存" says={() => '已保存'}
          initial={{ name: editing.name, roleId: editing.roleId, isCertManager: editing.isCertManager, charge: editing.charge ?? [] }}
          toInput={(v) => ({ ...v, id: editing.id, version: editing.version }) as never}
        >
          {(form) => <AccountFields form={form} {...(charges ? { charges } : {})} isNew={false} />}
        </FormDrawer>
      ) : null}
      <ShownPassword password={password} onClose={() => setPassword(null)} />
    </>
  )
}

function RowActs({ row, onEdit, onPassword }: { row: AccountRow; onEdit(r: AccountRow): void; onPassword(p: string): void }): ReactNode {
  const input = { id: row.id, version: row.version }
  return (
    <>
      {row.status === 'active' ? (
        <OperationButton op={suspendAccount} input={input} look="link" blocked={row.isAdmin ? '管理员账号不能停用' : undefined} says={() => '已停用'} />
      ) : (
        <>
          <OperationButton op={enableAccount} input={input} look="link" says={() => '已启用'} />
          <button type="button" className="jh-link" onClick={() => onEdit(row)}>
            编辑
          </button>
          <OperationButton op={deleteAccount} input={input} look="link-danger" says={() => '已删除'} />
        </>
      )}
      <OperationButton op={resetPassword} input={input} look="link" says={() => '密码已重置'} onDone={(a) => onPassword(a.password)} />
    </>
  )
}

function AccountFields({ form, charges, isNew }: { form: Parameters<typeof MobileCodeField>[0]['form']; charges?: ChargeChoices; isNew: boolean }): ReactNode {
  const roles = useAsk(roleChoices, {})
  const isManager = Form.useWatch('isCertManager', form) === true
  return (
    <>
      <Field name="name" label="姓名" required>
        <Input maxLength={50} />
      </Field>
      <MobileCodeField form={form} isRequired={isNew} />
      <Field name="roleId" label="角色" required hint="各角色的权限见《角色权限说明》">
        <Select loading={roles.isPending} options={(roles.data ?? []).map((r) => ({ value: r.id, label: r.name }))} placeholder="请选择角色" />
      </Field>
      <Field name="isCertManager" label="证书负责人" required>
        <Radio.Group options={[{ value: true, label: '是' }, { value: false, label: '否' }]} />
      </Field>
      {isManager ? <ChargeField {...(charges ? { charges } : {})} /> : null}
    </>
  )
}
const ChargeField = ({ charges }: { charges?: ChargeChoices }): ReactNode => {
  const choices = charges?.() ?? []
  return (
    <Field name="charge" label="负责的证书" required hint="该账号在各页面只看到这些证书的数据">
      <Select mode="multiple" options={choices as { value: string; label: string }[]} optionFilterProp="label" placeholder="请选择负责的证书" />
    </Field>
  )
}

function AccountDetail({ id, charges }: { id: string; charges?: ChargeChoices }): ReactNode {
  const a = useAsk(account, { id })
  const names = new Map((charges?.() ?? []).map((c) => [c.value, c.label]))
  return (
    <Detail of={a} title={(x) => x.name} badge={(x) => <Badge tone={x.status === 'active' ? 'good' : 'neutral'}>{accountStates[x.status]}</Badge>}>
      {(x) => (
        <Facts
          of={[
            ['账号', x.loginName], ['姓名', x.name], ['手机号', x.mobile], ['角色', x.roleName], ['证书负责人', x.isCertManager ? '是' : '否'],
            x.isCertManager ? ['负责的证书', (x.charge ?? []).map((c) => names.get(c) ?? c).join('、')] : null,
            ['新增时间', <Moment at={x.createdAt} />],
          ]}
        />
      )}
    </Detail>
  )
}
export default function UsersPage(): ReactNode {
  return <Users />
}
