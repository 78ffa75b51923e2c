import { createContext, use } from 'react'

/** The way from one record to the next while its drawer is open. */
export interface Walk {
  readonly id: string
  /** Place among all found, from 1; null when the record is not on this page. */
  readonly place: number | null
  readonly total: number | null
  readonly hasPrevious: boolean
  readonly hasNext: boolean
  next(): void
  previous(): void
  close(): void
}
export const WalkContext = createContext<Walk | null>(null)
/** null when the record stands on a page of its own. */
export const useWalk = (): Walk | null => use(WalkContext)
