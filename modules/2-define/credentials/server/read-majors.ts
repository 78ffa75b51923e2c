import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { contains, sql } from '#kit/server/sql.ts'
import type { MajorRow } from '../model.ts'
import { listMajors } from '../operations.ts'

export const readMajors = handle(listMajors, ({ input, tx }) => {
  const f = input.filter
  return listPage<MajorRow>(tx, input, {
    columns: sql`m.id, m.code, m.version_name as "versionName", m.name, m.edu_level as "eduLevel", m.version, m.created_at as "createdAt"`,
    from: sql`credentials.majors m`,
    where: [
      f.code ? sql`starts_with(m.code, ${f.code})` : null,
      f.versionName ? contains(sql`m.version_name`, f.versionName) : null,
      f.name ? contains(sql`m.name`, f.name) : null,
      f.eduLevel ? sql`m.edu_level = ${f.eduLevel}` : null,
      // One field of a search select: code or name.
      f.text ? sql`(starts_with(m.code, ${f.text}) or ${contains(sql`m.name`, f.text)})` : null,
    ],
    id: sql`m.id`,
    sorts: {
      createdAt: { by: sql`m.created_at`, type: 'timestamptz' },
      code: { by: sql`m.code`, type: 'text' },
      name: { by: sql`m.name`, type: 'text' },
    },
    defaultSort: '-createdAt',
  })
})
