import type { ReactNode } from 'react'
import { SchoolStandards } from './school-standards.tsx'

export default function SchoolSkillStandards(): ReactNode {
  return <SchoolStandards kind="skill" />
}
