import type { ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { Facts, Section } from '#kit/ui/record.tsx'
import { listPartners, partner } from '../operations-bodies.ts'

/** 培训评价组织管理 of a school: those whose certificates it takes part in, read only (P-2.1-01…04). */
export default function Partners(): ReactNode {
  return (
    <>
      <PageHeader title="培训评价组织管理" context="本校已参与试点的证书的培训评价组织" />
      <List
        name="partners" label="培训评价组织" unit="个" op={listPartners}
        columns={[
          { key: 'orgCode', title: '机构编号', width: 110 },
          { key: 'name', title: '培训评价组织名称', sort: true },
          { key: 'contactName', title: '联系人', width: 120 },
          { key: 'contactPhone', title: '联系电话', width: 150 },
          { key: 'certificates', title: '已试点证书', width: 110 },
        ]}
        main="name" keep={['orgCode', 'name']} card={{ lines: ['orgCode', 'contactName', 'contactPhone'] }}
        filters={[textFilter('name', '名称')]}
        actions={(r, t) => (
          <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
            查看
          </button>
        )}
        drawer={(id) => <PartnerDetail id={id} />}
        empty={<Nothing says="暂无数据。证书试点申报审核通过后，对应的培训评价组织显示在这里。" />}
      />
    </>
  )
}
const PartnerDetail = ({ id }: { id: string }): ReactNode => (
  <Detail of={useAsk(partner, { id })} title={(b) => b.name}>
    {(b) => (
      <>
        <Section title="详细信息">
          <Facts of={[['机构编号', b.orgCode], ['统一社会信用代码', b.creditCode], ['联系人', b.contactName], ['联系电话', b.contactPhone], ['地址', b.address], ['简介', b.intro]]} />
        </Section>
        <Section title="已试点的证书信息">
          <Facts of={b.piloted.map((c) => [c.certNo, `${c.name}(${c.level})　${c.years}`] as const)} />
        </Section>
      </>
    )}
  </Detail>
)
