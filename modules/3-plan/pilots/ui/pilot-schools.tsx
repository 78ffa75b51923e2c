import type { ReactNode } from 'react'
import { regionName } from '#organisations/ui'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { listPilotSchools } from '../operations-bodies.ts'

/** 试点院校管理 of an awarding body: schools with its certificates, by year, read only (P-2.2-05). */
export default function PilotSchools(): ReactNode {
  return (
    <>
      <PageHeader title="试点院校管理" context="参与本机构证书试点的院校" />
      <List
        name="pilot-schools" label="试点院校" unit="所" op={listPilotSchools}
        columns={[
          { key: 'code', title: '院校代码', width: 130 },
          { key: 'name', title: '院校名称', sort: true },
          { key: 'region', title: '所在省市', width: 200, render: (r) => regionName(r.regionCode, r.cityCode) },
          { key: 'years', title: '试点年度', width: 140 },
          { key: 'certificates', title: '试点证书', width: 110 },
        ]}
        main="name" keep={['code', 'name']} card={{ lines: ['code', 'region', 'years'] }}
        filters={[textFilter('name', '院校名称'), textFilter('year', '试点年度')]}
        empty={<Nothing says="暂无数据" />}
      />
    </>
  )
}
