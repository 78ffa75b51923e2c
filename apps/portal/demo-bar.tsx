import { useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { shiftClock } from '#accounts'
import { holds } from '../../kit/pure/who.ts'
import { useMe } from '../../kit/ui/me.ts'
import { OperationButton } from '../../kit/ui/operation-button.tsx'
import { minute } from '../../kit/ui/times.ts'

const shifts = [
  ['后退 1 天', -1440],
  ['前进 1 小时', 60],
  ['前进 1 天', 1440],
  ['前进 7 天', 10080],
] as const

/** The world's clock goes on between two answers of the server. */
function useWorldClock(now: string): string {
  const ahead = useMemo(() => Date.parse(now) - Date.now(), [now])
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 15_000)
    return () => clearInterval(timer)
  }, [])
  return new Date(Date.now() + (Number.isNaN(ahead) ? 0 : ahead)).toISOString()
}

/** 演示时钟: says that this world is not the real one and, for the operator, moves its clock. Absent in production. */
export function DemoBar(): ReactNode {
  const { world, principal } = useMe()
  const shown = world.kind !== 'production'
  const now = useWorldClock(world.now)
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--top', shown ? '80px' : '48px')
  }, [shown])
  if (!shown) return null
  const mayShift = principal !== null && principal.actor === 'platform' && holds(principal, 'clock.write')
  return (
    <div className="jh-demo" role="region" aria-label="演示环境">
      <span>
        演示环境 · 演示时钟 {minute(now)}
        {world.isShifted ? '（已调整）' : ''}
      </span>
      {mayShift
        ? shifts.map(([label, minutes]) => (
            <OperationButton
              key={label}
              op={shiftClock}
              input={{ minutes }}
              look="link"
              label={label}
              says={(a) => `演示时钟：${minute(a.now)}`}
            />
          ))
        : null}
    </div>
  )
}
