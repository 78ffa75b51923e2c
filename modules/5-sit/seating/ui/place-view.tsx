import { useState, type ReactNode } from 'react'
import { grantFor } from '#kit/pure/who.ts'
import { Table } from '#kit/ui/list/table.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Section } from '#kit/ui/record.tsx'
import type { PlaceDetail, Sitter } from '../model.ts'
import { moveSeat, swapSeats, withdrawRoom, withdrawSeats } from '../operations-arrange.ts'
import { arrangementFlow, seatFlow } from '../workflow.ts'
import { MoveSeat } from './move-seat.tsx'
import { SeatMap } from './seat-map.tsx'
import { Watches } from './watches.tsx'

/** Who sits where: the picture, the table behind it, 监考安排; for the awarding body, in 排考时间, the acts by hand. */
export function PlaceView({ of: p, isOpen }: { of: PlaceDetail; isOpen: boolean }): ReactNode {
  const mayArrange = grantFor(usePrincipal(), moveSeat.who) !== null
  const [moving, setMoving] = useState<Sitter | null>(null)
  const acts = mayArrange && isOpen
  return (
    <>
      <Section title="座位图">{acts ? <Arranger of={p} /> : <SeatMap seatCount={p.seatCount} sitters={p.sitters} otherwiseTaken={p.otherwiseTaken} />}</Section>
      <Watches of={p} />
      <Section title={p.isWhole ? '考生' : '本校考生'}>
        {p.sitters.length > 0 ? <Sitters of={p} acts={acts} onMove={setMoving} /> : <p className="jh-hint">还没有考生</p>}
        {acts && p.sitters.length > 0 ? (
          <div style={{ marginTop: 8 }}>
            <OperationButton
              op={withdrawRoom}
              input={{ roomId: p.roomId, lineSubjectId: p.lineSubjectId } as never}
              step={{ of: arrangementFlow, name: 'withdraw-part', state: 'arranging' }}
              label="撤回本考场排考"
              look="danger"
              confirm={`将撤回本考场本科目 ${p.sitters.length} 名考生的座位，准考证号保留。`}
              says={(a) => `已撤回 ${a.withdrawn} 人`}
            />
          </div>
        ) : null}
      </Section>
      {moving ? <MoveSeat place={p} sitter={moving} onClose={() => setMoving(null)} /> : null}
    </>
  )
}

const Sitters = ({ of: p, acts, onMove }: { of: PlaceDetail; acts: boolean; onMove(s: Sitter): void }): ReactNode => (
  <Table<Sitter>
    label="考生"
    rows={p.sitters}
    columns={[
      { key: 'seatNo', title: '座位号', width: 72, align: 'right' },
      { key: 'name', title: '考生姓名', width: 100 },
      { key: 'ticketNo', title: '准考证号', width: 230 },
      { key: 'schoolName', title: '所属院校', width: 150 },
      { key: 'idMasked', title: '证件号码', width: 130 },
    ]}
    {...(acts
      ? {
          actionsWidth: 120,
          actions: (s: Sitter) => (
            <>
              <button type="button" className="jh-link" onClick={() => onMove(s)}>
                调整
              </button>
              <OperationButton
                op={withdrawSeats}
                input={{ ids: [s.enrolmentSubjectId] } as never}
                step={{ of: seatFlow, name: 'withdraw', state: 'seated' }}
                label="撤回"
                look="link-danger"
                says={() => `已撤回 ${s.name} 的座位`}
              />
            </>
          ),
        }
      : {})}
  />
)

/** Press a candidate, then a free seat or another candidate; the button says what will happen. */
function Arranger({ of: p }: { of: PlaceDetail }): ReactNode {
  const [from, setFrom] = useState<number | null>(null)
  const [to, setTo] = useState<number | null>(null)
  const at = (n: number | null): Sitter | undefined => p.sitters.find((s) => s.seatNo === n)
  const clear = (): void => {
    setFrom(null)
    setTo(null)
  }
  const pick = (n: number): void => {
    if (n === from) clear()
    else if (from !== null) setTo(n)
    else if (at(n)) setFrom(n)
  }
  const [a, b] = [at(from), at(to)]
  return (
    <>
      <SeatMap
        seatCount={p.seatCount}
        sitters={p.sitters}
        otherwiseTaken={p.otherwiseTaken}
        picked={[from, to].filter((n): n is number => n !== null)}
        onPick={pick}
      />
      <div className="jh-row" role="status">
        {!a ? <span className="jh-hint">点选一名考生，再点选空座位或另一名考生</span> : null}
        {a && to === null ? <span className="jh-hint">已选 {a.name}（{a.seatNo}号），再点选空座位或另一名考生</span> : null}
        {a && to !== null && !b ? (
          <OperationButton
            op={moveSeat}
            input={{ id: a.id, version: a.version, roomId: p.roomId, seatNo: to }}
            label={`将 ${a.name} 调整到 ${to} 号`}
            look="primary"
            says={() => `已将 ${a.name} 调整到 ${to} 号`}
            onDone={clear}
          />
        ) : null}
        {a && b ? (
          <OperationButton
            op={swapSeats}
            input={{ a: { id: a.id, version: a.version }, b: { id: b.id, version: b.version } }}
            label={`交换 ${a.name} 与 ${b.name} 的座位`}
            look="primary"
            says={() => `已交换 ${a.name} 与 ${b.name} 的座位`}
            onDone={clear}
          />
        ) : null}
        {a ? (
          <button type="button" className="jh-link" onClick={clear}>
            取消选择
          </button>
        ) : null}
      </div>
    </>
  )
}
