import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { levelOptions } from '#credentials/ui'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton, PrintButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { useMe } from '#kit/ui/me.ts'
import { deskLabels, doorSheet, mostPlaces, roomTickets, signInSheet } from '../documents.ts'
import { listPlaces, place } from '../operations-places.ts'
import { windowProblem } from '../rules.ts'
import { placeExport } from '../sheets.ts'
import { sittingTime } from '../times.ts'
import { PlaceFacts } from './place-facts.tsx'
import { PlaceView } from './place-view.tsx'

/** The four papers of the manual, for one room or the ticked ones (P-5.2.8.2-03…06). */
function Papers({ ids }: { ids: readonly string[] }): ReactNode {
  const blocked = ids.length > mostPlaces ? `一次最多打印${mostPlaces}个考场` : undefined
  const input = { ids }
  return (
    <>
      <PrintButton document={doorSheet} input={input} label="下载考场门贴" blocked={blocked} />
      <PrintButton document={deskLabels} input={input} label="下载考场桌贴" blocked={blocked} />
      <PrintButton document={signInSheet} input={input} label="下载考场签到表" blocked={blocked} />
      <PrintButton document={roomTickets} input={input} label="导出准考证" blocked={blocked} />
    </>
  )
}

/** 排考管理 › 考场编排 (P-5.2.8.2-01…10): rooms that are 已排完. */
export default function Places(): ReactNode {
  return (
    <>
      <PageHeader title="考场编排" context="已排完的考场；勾选后可一并下载考场资料、导出准考证" />
      <List
        name="places"
        label="考场"
        unit="个"
        op={listPlaces}
        columns={[
          { key: 'roomName', title: '考场名称', width: 150, sort: true },
          { key: 'planName', title: '考试计划', sort: true },
          { key: 'siteName', title: '考核站点', width: 220, sort: true },
          { key: 'certName', title: '考试证书', width: 220, render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'subjectName', title: '考试科目', width: 100 },
          { key: 'mode', title: '考试方式', width: 88, hidden: true },
          { key: 'hostName', title: '所属院校', width: 140, hidden: true },
          { key: 'startsAt', title: '考试时间', width: 190, sort: true, render: (r) => sittingTime(r.startsAt, r.endsAt) },
          { key: 'seated', title: '排考人数', width: 88, align: 'right' },
          { key: 'watchers', title: '监考人员', width: 88, align: 'right' },
        ]}
        main="roomName"
        keep={['roomName', 'subjectName', 'seated']}
        card={{ badge: 'subjectName', lines: ['planName', 'siteName', 'startsAt'], side: 'seated' }}
        filters={[
          textFilter('planName', '考试计划'),
          textFilter('siteName', '考核站点'),
          textFilter('roomName', '考场名称'),
          textFilter('certName', '考试证书'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          textFilter('subjectName', '考试科目'),
        ]}
        bulk={(chosen) => ('ids' in chosen.input ? <Papers ids={chosen.input.ids} /> : null)}
        tools={(asked) => <ExportButton sheet={placeExport} asked={asked} label="批量导出考场编排记录" />}
        actions={(r, t) => (
          <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
            查看
          </button>
        )}
        actionsWidth={72}
        drawer={(id) => <PlaceDrawer key={id} id={id} />}
        foresee={(r) => asking(place, { id: r.id })}
        empty={<Nothing says="暂无数据">考核站点的考生全部排完，或排考时间结束后，考场在这里显示</Nothing>}
      />
    </>
  )
}

function PlaceDrawer({ id }: { id: string }): ReactNode {
  const { now } = useMe().world
  return (
    <Detail of={useAsk(place, { id })} title={(p) => p.roomName} footer={(p) => <Papers ids={[p.id]} />}>
      {(p) => (
        <>
          <PlaceFacts of={p} />
          <PlaceView of={p} isOpen={windowProblem(p, now) === null} />
        </>
      )}
    </Detail>
  )
}
