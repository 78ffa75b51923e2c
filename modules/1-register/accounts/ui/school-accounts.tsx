import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { schools, type School } from '#organisations'
import { regionName, schoolFacts } from '#organisations/ui'
import { Badge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Facts } from '#kit/ui/record.tsx'
import { useAsk } from '#kit/ui/ask.ts'
import { school } from '#organisations'
import { cancelRegistration, resetSchoolAdmin } from '../operations-bodies.ts'

/** 院校注册账号 (OPS) and 试点院校管理 (PRV): reset an 院校管理员, correct its mobile, cancel a wrong registration (P-2.2-06). */
export default function SchoolAccounts(): ReactNode {
  const [resetting, setResetting] = useState<School | null>(null)
  const isProvince = usePrincipal()?.actor === 'province'
  return (
    <>
      <PageHeader title={isProvince ? '试点院校管理' : '院校注册账号'} context="重置后的新密码以短信发送到院校管理员手机" />
      <List
        name="school-accounts" label="院校" unit="所" op={schools}
        columns={[
          { key: 'code', title: '院校代码', width: 130 },
          { key: 'name', title: '院校名称', sort: true },
          { key: 'region', title: '所在省市', width: 200, render: (r) => regionName(r.regionCode, r.cityCode) },
          { key: 'contactName', title: '联系人', width: 110 },
          { key: 'isPilot', title: '试点院校', width: 110, render: (r) => <Badge tone={r.isPilot ? 'good' : 'neutral'}>{r.isPilot ? '试点院校' : '已注册'}</Badge> },
        ]}
        main="name" keep={['code', 'name', 'isPilot']} card={{ badge: 'isPilot', lines: ['code', 'region', 'contactName'] }}
        filters={[textFilter('name', '院校名称'), choiceFilter('isPilot', '试点院校', [{ value: 'yes', label: '是' }, { value: 'no', label: '否' }])]}
        actions={(r, table) => (
          <>
            <button type="button" className="jh-link" onClick={() => table.open(r.id)}>
              查看
            </button>
            <button type="button" className="jh-link" onClick={() => setResetting(r)}>
              重置密码
            </button>
            <OperationButton op={cancelRegistration} input={{ schoolId: r.id }} label="注销" look="link-danger" says={() => '已注销，该院校可重新注册'} />
          </>
        )}
        drawer={(id) => <SchoolDetail id={id} />}
        empty={<Nothing says="还没有院校注册" />}
      />
      {resetting ? (
        <FormModal
          op={resetSchoolAdmin} title={`重置 ${resetting.name} 院校管理员密码`} open onClose={() => setResetting(null)} submit="重置密码"
          toInput={(v) => ({ schoolId: resetting.id, ...(v['mobile'] ? { mobile: v['mobile'] } : {}) }) as never} says={(a) => `新密码已发送至 ${a.to}`}
        >
          <Field name="mobile" label="新手机号" hint="手机号有误时填写，否则留空">
            <Input maxLength={11} inputMode="tel" />
          </Field>
        </FormModal>
      ) : null}
    </>
  )
}
const SchoolDetail = ({ id }: { id: string }): ReactNode => (
  <Detail of={useAsk(school, { id })} title={(s) => s.name}>
    {(s) => <Facts of={schoolFacts(s)} />}
  </Detail>
)
