import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, sql } from '#kit/server/sql.ts'
import type { LibraryRow, NationalSchoolRow } from '../model.ts'
import { findNationalSchool, library, nationalSchools, openEntries } from '../operations.ts'
import { findByName, inRegion, libraryFrom, nationalColumns, openEntriesOf } from './store-library.ts'

export const readNationalSchools = handle(nationalSchools, ({ input, tx }) =>
  listPage<NationalSchoolRow>(tx, input, {
    columns: nationalColumns,
    from: sql`organisations.national_schools n`,
    where: [input.filter.name && contains(sql`n.name`, input.filter.name), input.filter.code && sql`n.code = ${input.filter.code}`].map((c) => c || null),
    id: sql`n.id`,
    sorts: { createdAt: { by: sql`n.created_at`, type: 'timestamptz' }, name: { by: sql`n.name`, type: 'text' } },
    defaultSort: '-createdAt',
  }),
)
export const readLibrary = handle(library, ({ input, scope, tx }) =>
  listPage<LibraryRow>(tx, input, {
    columns: sql`e.id, n.name, n.code, e.province_code as "provinceCode", e.city_code as "cityCode", e.version, e.status, s.id is not null as "isRegistered"`,
    from: sql`${libraryFrom} left join organisations.schools s on s.library_entry_id = e.id`,
    where: [inRegion(scope), input.filter.name ? contains(sql`n.name`, input.filter.name) : null, input.filter.status ? sql`e.status = ${input.filter.status}` : null],
    id: sql`e.id`,
    sorts: { createdAt: { by: sql`e.created_at`, type: 'timestamptz' }, name: { by: sql`n.name`, type: 'text' } },
    defaultSort: '-createdAt',
  }),
)
export const readFindNationalSchool = handle(findNationalSchool, async ({ input, tx, refuse }) => {
  const found = await findByName(tx, input.name)
  if (!found.length) return refuse('school-not-found-nationwide')
  return found
})
export const readOpenEntries = handle(openEntries, ({ input, tx }) => openEntriesOf(tx, input.cityCode), { unscoped: true })
