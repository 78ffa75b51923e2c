import type { ReactNode } from 'react'
import { spoken, type ExamBounds, type Windows } from '#sessions'
import './plans.css'

const bars = [
  ['报考时间', 'registerStart', 'registerEnd'],
  ['排考时间', 'arrangeStart', 'arrangeEnd'],
  ['考试时间', 'firstStart', 'lastEnd'],
  ['成绩登记时间', 'scoreStart', 'scoreEnd'],
  ['成绩公示期', 'publicStart', 'publicEnd'],
] as const
type Picture = Windows & ExamBounds
interface Bar {
  readonly label: string
  readonly from: number
  readonly to: number
  readonly text: string
}
const drawn = (w: Picture): Bar[] =>
  bars.flatMap(([label, start, end]) => {
    const [a, b] = [w[start], w[end]]
    return a && b ? [{ label, from: Date.parse(a), to: Date.parse(b), text: `${spoken(a)} 至 ${spoken(b)}` }] : []
  })
/** Wrong way round, or beginning before the one above it ends (spec 3.11). */
const isOutOfOrder = (all: readonly Bar[], i: number): boolean => {
  const [bar, before] = [all[i] as Bar, all[i - 1]]
  return bar.to <= bar.from || (before !== undefined && bar.from < before.to)
}

/**
 * The windows of a plan one below the other, with today's mark (server time). Each bar says its times beside it, so the picture
 * needs no table of its own.
 */
export function WindowsPicture({ of, now }: { of: Picture; now: string }): ReactNode {
  const all = drawn(of)
  if (all.length === 0) return <p className="jh-hint">选择时间后在这里显示各时间段的先后</p>
  const first = Math.min(...all.map((b) => Math.min(b.from, b.to)))
  const last = Math.max(...all.map((b) => Math.max(b.from, b.to)))
  const whole = Math.max(last - first, 1)
  const place = (at: number): number => ((at - first) / whole) * 100
  const today = Date.parse(now)
  const mark = today < first ? 'before' : today > last ? 'after' : 'within'
  return (
    <figure className="jh-windows" aria-label="时间安排">
      {all.map((b, i) => {
        const wrong = isOutOfOrder(all, i)
        const state = wrong ? 'wrong' : today > b.to ? 'past' : today >= b.from ? 'open' : 'coming'
        const left = place(Math.min(b.from, b.to))
        return (
          <div key={b.label} className="window">
            <span className="name">{b.label}</span>
            <span className="track" aria-hidden>
              <i
                className={state}
                style={{ left: `${left}%`, width: `${Math.max(place(Math.max(b.from, b.to)) - left, 0.8)}%` }}
              />
              {mark === 'within' ? <b style={{ left: `${place(today)}%` }} /> : null}
            </span>
            <span className="times">
              {b.text}
              {wrong ? <em>顺序有误</em> : state === 'open' ? <em className="now">进行中</em> : null}
            </span>
          </div>
        )
      })}
      <figcaption>
        {mark === 'before' ? '尚未开始，' : mark === 'after' ? '全部结束，' : ''}现在是 {spoken(now)}
        {mark === 'within' ? '（竖线）' : ''}
      </figcaption>
    </figure>
  )
}
