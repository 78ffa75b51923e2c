import type { ReactNode } from 'react'
import type { Sitter } from '../model.ts'
import './seat-map.css'

const mostShown = 400
const tones = 5
/** Schools in the order in which they are first met; each has a tone and a letter, since a tone alone tells nobody anything. */
function schoolsIn(sitters: readonly Sitter[]): { id: string; name: string; letter: string; tone: number; count: number }[] {
  return [...Map.groupBy(sitters, (s) => s.schoolId)].map(([id, list], i) => ({
    id,
    name: list[0]?.schoolName ?? '',
    letter: i < 26 ? String.fromCodePoint(65 + i) : String(i + 1),
    tone: i % tones,
    count: list.length,
  }))
}

/** A room seen from above, seats in their order. A picture: the table stands behind it. With `onPick` its seats can be pressed. */
export function SeatMap(p: {
  seatCount: number
  sitters: readonly Sitter[]
  otherwiseTaken: readonly number[]
  picked?: readonly number[]
  onPick?: (seatNo: number) => void
}): ReactNode {
  const schools = schoolsIn(p.sitters)
  const at = new Map(p.sitters.map((s) => [s.seatNo, s]))
  const other = new Set(p.otherwiseTaken)
  const shown = Math.min(p.seatCount, mostShown)
  const cell = (seatNo: number): ReactNode => {
    const sitter = at.get(seatNo)
    const school = schools.find((s) => s.id === sitter?.schoolId)
    const look = `jh-seat${school ? ` sits s${school.tone}` : ''}${other.has(seatNo) ? ' other' : ''}`
    const says = sitter ? `${sitter.schoolName} ${sitter.candidateNo}` : other.has(seatNo) ? '同时段其他科目使用' : '空位'
    const inside = (
      <>
        <span>
          {seatNo}
          {school && schools.length > 1 ? ` ${school.letter}` : ''}
        </span>
        <b>{sitter?.name ?? (other.has(seatNo) ? '占用' : '空')}</b>
      </>
    )
    return p.onPick && !other.has(seatNo) ? (
      <button key={seatNo} type="button" className={look} title={says} aria-pressed={p.picked?.includes(seatNo) ?? false} onClick={() => p.onPick?.(seatNo)}>
        {inside}
      </button>
    ) : (
      <span key={seatNo} className={look} title={says}>
        {inside}
      </span>
    )
  }
  const label = `座位图：${p.seatCount} 个考位，${p.sitters.length} 人`
  return (
    <>
      <div className="jh-seatmap" {...(p.onPick ? { role: 'group' } : { role: 'img' })} aria-label={label}>
        <span className="front">讲台</span>
        {Array.from({ length: shown }, (_, i) => cell(i + 1))}
      </div>
      {p.seatCount > shown ? <p className="jh-hint">只画出前 {shown} 个座位，全部考生见下表</p> : null}
      {schools.length > 1 ? (
        <div className="jh-legend">
          {schools.map((s) => (
            <span key={s.id}>
              <span className={`jh-seat sits s${s.tone}`}>{s.letter}</span>
              {s.name} {s.count} 人
            </span>
          ))}
        </div>
      ) : null}
    </>
  )
}
