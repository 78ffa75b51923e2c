import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { levelOptions } from '#credentials/ui'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { PhaseBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { ImportButton } from '#kit/ui/import/import-button.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, optionsOfPhases, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { RoomRow } from '../model.ts'
import { deleteRoom, listRooms, room } from '../operations.ts'
import { roomExport, roomSheet } from '../sheets.ts'
import { roomPhases } from '../workflow.ts'
import { ReuseRooms } from './reuse-rooms.tsx'
import { RoomFacts } from './room-facts.tsx'
import { EditRoom, SetRoom } from './room-form.tsx'

type Open =
  | { readonly what: 'set'; readonly start?: Record<string, unknown> }
  | { readonly what: 'reuse' }
  | { readonly what: 'edit'; readonly id: string }

/** 考场管理: the school sets rooms (P-5.2.5-01…16), the awarding body reads those of its plans (P-5.2.5-17, A49). */
export default function Rooms(): ReactNode {
  const me = usePrincipal()
  const isSchool = me.actor === 'school'
  const writes = isSchool && holds(me, 'sites.write')
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => setOpen(null)
  const set = writes ? (
    <Button type="primary" onClick={() => setOpen({ what: 'set' })}>
      设置考场
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="考场管理"
        context={
          isSchool ? '考场需在排考前完成设置，否则无法进行排考；每次考试均需设置一次' : '院校为本机构考试计划设置的考场'
        }
        actions={
          writes ? (
            <>
              <Button onClick={() => setOpen({ what: 'reuse' })}>沿用之前的考场设置</Button>
              <ImportButton sheet={roomSheet} label="批量导入考场信息" />
              {set}
            </>
          ) : null
        }
      />
      <List
        name="rooms"
        label="考场"
        unit="个"
        op={listRooms}
        tabs={roomPhases.list.map((p) => ({ code: p.code, label: p.label }))}
        columns={[
          { key: 'name', title: '考场名称', width: 140, sort: true },
          {
            key: 'status',
            title: '考场状态',
            width: 100,
            render: (r) => <PhaseBadge of={roomPhases} phase={r.status} />,
          },
          { key: 'planName', title: '考试计划' },
          { key: 'siteName', title: '考核站点', width: 170 },
          { key: 'certName', title: '考试证书', width: 180, render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'subjects', title: '考试科目', width: 130 },
          { key: 'roomType', title: '考场类型', width: 150 },
          { key: 'seatCount', title: '考位数', width: 76, sort: true, align: 'right' },
          { key: 'address', title: '考场地址', width: 140, hidden: true },
          { key: 'schoolName', title: '所属院校', width: 150, hidden: isSchool },
        ]}
        main="name"
        keep={['name', 'seatCount', 'status']}
        card={{ badge: 'status', lines: ['planName', 'siteName', 'subjects'], side: 'seatCount' }}
        filters={[
          textFilter('name', '考场名称'),
          textFilter('planName', '考试计划'),
          textFilter('siteName', '考核站点'),
          textFilter('certName', '考试证书'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          ...(isSchool ? [] : [textFilter('schoolName', '所属院校')]),
          choiceFilter('status', '考场状态', optionsOfPhases(roomPhases)),
        ]}
        ticks
        tools={(asked) => <ExportButton sheet={roomExport} asked={asked} label="批量导出考场信息" />}
        actionsWidth={140}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {writes && r.status !== 'over' ? (
              <button type="button" className="jh-link" onClick={() => setOpen({ what: 'edit', id: r.id })}>
                编辑
              </button>
            ) : null}
            {r.status === 'before-seating' ? <Remove of={r} look="link-danger" /> : null}
          </>
        )}
        drawer={(id) => <RoomView key={id} id={id} onEdit={writes ? () => setOpen({ what: 'edit', id }) : null} />}
        foresee={(r) => asking(room, { id: r.id })}
        empty={<Nothing says="暂无数据">{set}</Nothing>}
      />
      {open?.what === 'set' ? <SetRoom {...(open.start ? { start: open.start } : {})} onClose={close} /> : null}
      {open?.what === 'reuse' ? (
        <ReuseRooms onClose={close} onFill={(start) => setOpen({ what: 'set', start })} />
      ) : null}
      {open?.what === 'edit' ? <EditRoom id={open.id} onClose={close} /> : null}
    </>
  )
}

const Remove = ({ of, look }: { of: Pick<RoomRow, 'id' | 'name'>; look: 'link-danger' | 'danger' }): ReactNode => (
  <OperationButton op={deleteRoom} input={{ id: of.id }} look={look} says={() => `已删除“${of.name}”`} />
)

function RoomView({ id, onEdit }: { id: string; onEdit: (() => void) | null }): ReactNode {
  return (
    <Detail
      of={useAsk(room, { id })}
      title={(r) => r.name}
      badge={(r) => <PhaseBadge of={roomPhases} phase={r.status} />}
      footer={(r) =>
        onEdit && r.status !== 'over' ? (
          <Button type="primary" onClick={onEdit}>
            编辑
          </Button>
        ) : null
      }
    >
      {(r) => <RoomFacts of={r} />}
    </Detail>
  )
}
