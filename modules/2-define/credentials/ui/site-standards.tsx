import type { ReactNode } from 'react'
import { Standards } from './standards.tsx'

export default function SiteStandards(): ReactNode {
  return <Standards kind="site" />
}
