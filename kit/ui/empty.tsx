import { Button } from 'antd'
import type { ReactNode } from 'react'
import { told } from './failures.ts'

const Empty = ({ says, children }: { says: ReactNode; children?: ReactNode }): ReactNode => (
  <div className="jh-empty">
    <p>{says}</p>
    {children}
  </div>
)

/** Nothing yet: one sentence and the one button. */
export const Nothing = ({ says = '暂无数据', children }: { says?: string; children?: ReactNode }): ReactNode => (
  <Empty says={says}>{children}</Empty>
)

/** Nothing matches: which condition to drop, as a link. The manual says 暂无数据 (P-0-01). */
export const NoMatch = ({ drops }: { drops: readonly { label: string; drop: () => void }[] }): ReactNode => (
  <Empty says="暂无数据">
    <p>
      当前条件下没有结果，可以去掉：
      {drops.map((d) => (
        <button key={d.label} type="button" className="jh-link" onClick={d.drop}>
          {d.label}
        </button>
      ))}
    </p>
  </Empty>
)

/** Not allowed: whom to ask. */
export const NotAllowed = ({
  says = '无操作权限',
  way = '请联系本单位管理员开通相应角色',
}: {
  says?: string
  way?: string
}): ReactNode => (
  <Empty says={says}>
    <p>{way}</p>
  </Empty>
)

/** Failure: stay on the page, keep the input, 重试. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }): ReactNode {
  const { says, way } = told(error)
  return (
    <div className="jh-empty" role="alert">
      <p>{says}</p>
      {way ? <p>{way}</p> : null}
      {retry ? <Button onClick={retry}>重试</Button> : null}
    </div>
  )
}

/** Shown only the first time; later the old content stays at 60 %. */
export const Skeleton = ({ rows = 8 }: { rows?: number }): ReactNode => (
  <div className="jh-skeleton" role="status" aria-label="正在读取">
    {Array.from({ length: rows }, (_, i) => (
      <span key={i} style={{ width: `${[92, 76, 84, 68][i % 4]}%` }} />
    ))}
  </div>
)
