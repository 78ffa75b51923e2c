import type { ReactNode } from 'react'
import { Standards } from './standards.tsx'

export default function SkillStandards(): ReactNode {
  return <Standards kind="skill" />
}
