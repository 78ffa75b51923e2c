import type { ReactNode } from 'react'
import type { Sheet } from '../../pure/sheet.ts'

export interface GivenProps {
  readonly given: Readonly<Record<string, string>>
  set(name: string, value: string | undefined): void
}
export interface ImportButtonProps {
  readonly sheet: Sheet
  /** The manual's word on the button; otherwise 批量导入. */
  readonly label?: string
  /** Values of `sheet.given` that the page knows already. */
  readonly given?: Readonly<Record<string, string>>
  /** Fields for the values of `sheet.given` that the person chooses here. */
  readonly choose?: (p: GivenProps) => ReactNode
}
