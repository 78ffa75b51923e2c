import type { ReactNode } from 'react'
import { A } from '../../kit/ui/url.tsx'
import { Door } from './door.tsx'
import { entranceList } from './entrances.ts'

/** 各业务平台登录入口 (spec 2.6). */
export const EntranceList = (): ReactNode => (
  <Door title="选择业务平台">
    <ul className="jh-doors">
      {entranceList.map(([kind, name]) => (
        <li key={kind}>
          <A to={`/login/${kind}`}>{name}</A>
        </li>
      ))}
    </ul>
  </Door>
)
