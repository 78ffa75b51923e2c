import type { ListPage, ListQuery } from '#kit/pure/list.ts'
import type { Inside } from '#kit/server/context.ts'
import { listPage } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import { sql } from '#kit/server/sql.ts'
import type { EnrolmentRow } from '../model.ts'
import { enrolmentSource, rowColumns } from './read-enrolments.ts'

const perPage = 500
export interface ExportRow extends Omit<EnrolmentRow, 'isRegisterOver'> {
  readonly personId: string
  readonly majorName: string | null
  readonly targetType: string | null
}
/** A page of X4: the list's question over all its pages. */
export const exportPage = (
  inside: Inside,
  scope: Scope,
  q: ListQuery<Record<string, string | undefined>>,
  after: string | null,
): Promise<ListPage<ExportRow>> =>
  listPage<ExportRow>(
    inside.tx,
    { ...q, size: perPage, page: undefined, after: after ?? undefined },
    enrolmentSource(
      inside,
      scope,
      q.filter,
      sql`${rowColumns(inside.now)}, e.person_id as "personId", e.major_name as "majorName",
          (select t.name from credentials.target_types t where t.id = e.target_type_id) as "targetType"`,
    ),
  )
