import type { ReactNode } from 'react'
import { SchoolStandards } from './school-standards.tsx'

export default function SchoolSiteStandards(): ReactNode {
  return <SchoolStandards kind="site" />
}
