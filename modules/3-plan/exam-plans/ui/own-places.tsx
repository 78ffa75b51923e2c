import type { ReactNode } from 'react'
import { Nothing } from '#kit/ui/empty.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { listPlaces } from '../operations.ts'
import { kindOptions, placeCard, placeColumns } from './place-texts.tsx'

/** 考核站点分配查询 (P-5.2.4.2-01): where the own candidates sit, and who comes to the own sites. */
export default function OwnPlaces(): ReactNode {
  return (
    <>
      <PageHeader
        title="考核站点分配查询"
        context="借考考点分配好后，无需将学生信息发给被借考的试点院校，自行按正常流程为学生报考即可"
      />
      <List
        name="own-places"
        label="考核站点分配"
        op={listPlaces}
        columns={placeColumns}
        main="planName"
        keep={['planName', 'schoolName', 'kind']}
        card={placeCard}
        filters={[
          textFilter('planName', '考试计划'),
          textFilter('certName', '考核证书'),
          textFilter('siteName', '考核站点'),
          choiceFilter('kind', '分配方式', kindOptions),
        ]}
        empty={<Nothing says="暂无数据">没有本校的考核站点，也没有培训评价组织分配的考核站点</Nothing>}
      />
    </>
  )
}
