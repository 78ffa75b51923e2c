import { type ReactNode } from 'react'
import { displayName } from '#credentials'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { PageHeader, Panel } from '#kit/ui/header.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { useMe } from '#kit/ui/me.ts'
import { Facts } from '#kit/ui/record.tsx'
import { A, usePath, useUrl } from '#kit/ui/url.tsx'
import { siteArrangement } from '../operations-arrange.ts'
import { place } from '../operations-places.ts'
import { windowProblem } from '../rules.ts'
import { sittingTime } from '../times.ts'
import { PlaceView } from './place-view.tsx'
import './seat-map.css'

/** 查看考场编排: 考核站点排考详情 (P-5.2.8.1-04), the rooms beside the one that is looked at. */
export default function SiteArrangementPage(): ReactNode {
  const { subject = '', site = '' } = usePath()
  const [search, set] = useUrl()
  const asked = useAsk(siteArrangement, { lineSubjectId: subject, siteId: site })
  if (asked.isError && !asked.data) return <Failure error={asked.error} retry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton />
  const s = asked.data
  const roomId = search['room'] ?? s.rooms[0]?.roomId
  return (
    <>
      <PageHeader
        back={<A to="/site-arrangements">考核站点编排</A>}
        title={`${s.subjectName} · ${s.siteName}`}
        context={`${s.planName} · ${displayName(s.certName, s.certLevel)} · ${sittingTime(s.startsAt, s.endsAt)} · ${s.address ?? ''}`}
      />
      <div className="jh-two">
        <Panel title="考场">
          {s.rooms.length > 0 ? (
            <Table
              label="考场"
              rows={s.rooms}
              main="name"
              here={s.rooms.find((r) => r.roomId === roomId)?.id ?? null}
              onOpen={(r) => set({ room: r.roomId }, { replace: true })}
              columns={[
                { key: 'name', title: '考场名称' },
                { key: 'seated', title: '排考人数', width: 88, align: 'right' },
                { key: 'seatCount', title: '考位数', width: 76, align: 'right' },
              ]}
            />
          ) : (
            <p className="jh-empty">该考核站点没有含本科目的考场</p>
          )}
        </Panel>
        {roomId ? <Room key={roomId} roomId={roomId} lineSubjectId={subject} /> : null}
      </div>
    </>
  )
}

function Room({ roomId, lineSubjectId }: { roomId: string; lineSubjectId: string }): ReactNode {
  const { now } = useMe().world
  const asked = useAsk(place, { roomId, lineSubjectId })
  if (asked.isError && !asked.data) return <Failure error={asked.error} retry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton />
  const p = asked.data
  return (
    <Panel title={p.roomName}>
      <Facts
        two
        of={[
          ['考场类型', p.roomType],
          ['考场地址', p.roomAddress],
          ['考位数', p.seatCount],
          [p.isWhole ? '排考人数' : '本校排考人数', p.seated],
        ]}
      />
      <PlaceView of={p} isOpen={windowProblem(p, now) === null} />
    </Panel>
  )
}
