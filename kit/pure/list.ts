import { z } from 'zod'

/** A list's question: tab, filter, sort, where to go on. The state of a list lives in the URL; this is its shape. */
export const listQuery = <F extends z.ZodRawShape>(filter: F) =>
  z.object({
    tab: z.string().max(40).optional(),
    filter: z.object(filter).partial().default({} as never),
    /** `field` or `-field`. */
    sort: z.string().max(40).optional(),
    /** Opaque cursor of the page before; keyset paging. */
    after: z.string().max(400).optional(),
    /** “前往 N 页”: bounded jump for people; cursors are for going on. */
    page: z.number().int().min(1).max(200).optional(),
    size: z.number().int().min(1).max(100).default(10),
    /** Only these rows (ticked ones), e.g. for an export. */
    ids: z.array(z.uuid()).max(2000).optional(),
  })
export interface ListQuery<F = Record<string, string | undefined>> {
  tab?: string | undefined
  filter: F
  sort?: string | undefined
  after?: string | undefined
  page?: number | undefined
  size: number
  ids?: string[] | undefined
}

export interface ListPage<R> {
  readonly rows: readonly R[]
  /** Cursor of the next page, or null at the end. */
  readonly next: string | null
  /** Rows found, counted up to `countLimit`; null when counting was not asked (following pages). */
  readonly total: number | null
  /** true when there are more than were counted. */
  readonly more?: boolean
  /** Counts per tab. */
  readonly tabs?: Record<string, number>
}
/** 共N条 is counted exactly up to here; beyond it reads “共10000+条”. No full count stands on the path of a page. */
export const countLimit = 10_000

export const filterText = z.string().trim().max(100).optional()
