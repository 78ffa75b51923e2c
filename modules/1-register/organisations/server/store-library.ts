import type { Tx } from '#kit/server/db.ts'
import { belongsTo, type Scope } from '#kit/server/scope.ts'
import { contains, maybe, one, rows, run, sql, type Sql } from '#kit/server/sql.ts'
import type { NationalSchoolRow } from '../model.ts'

export const nationalColumns = sql`n.id, n.name, n.code, n.province_code as "provinceCode", n.city_code as "cityCode", n.version`
export const libraryFrom = sql`organisations.library_entries e join organisations.national_schools n on n.id = e.national_school_id`
export const inRegion = (scope: Scope): Sql => belongsTo(scope, { region: sql`e.city_code` })

export const findByName = (tx: Tx, name: string): Promise<NationalSchoolRow[]> =>
  rows<NationalSchoolRow>(tx, sql`select ${nationalColumns} from organisations.national_schools n where ${contains(sql`n.name`, name)} order by (n.name = ${name}) desc, n.name limit 20`)
export const nationalSchool = (tx: Tx, id: string): Promise<NationalSchoolRow | null> =>
  maybe<NationalSchoolRow>(tx, sql`select ${nationalColumns} from organisations.national_schools n where n.id = ${id}`)
export interface NationalFields {
  name: string
  code: string
  provinceCode: string
  cityCode: string
}
export const addNational = (tx: Tx, f: NationalFields): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into organisations.national_schools (name, code, province_code, city_code) values (${f.name}, ${f.code}, ${f.provinceCode}, ${f.cityCode}) returning id`,
  )
export const saveNational = (tx: Tx, id: string, version: number, f: NationalFields): Promise<{ version: number } | null> =>
  maybe<{ version: number }>(
    tx,
    sql`update organisations.national_schools set name = ${f.name}, code = ${f.code}, province_code = ${f.provinceCode}, city_code = ${f.cityCode}, version = version + 1
        where id = ${id} and version = ${version} returning version`,
  )
export const addEntry = (tx: Tx, n: NationalSchoolRow): Promise<{ id: string }> =>
  one<{ id: string }>(
    tx,
    sql`insert into organisations.library_entries (national_school_id, province_code, city_code) values (${n.id}, ${n.provinceCode}, ${n.cityCode}) returning id`,
  )
export const seenEntry = (tx: Tx, scope: Scope, id: string): Promise<{ id: string } | null> =>
  maybe<{ id: string }>(tx, sql`select e.id from organisations.library_entries e where e.id = ${id} and ${inRegion(scope)}`)
export const setEntryStatus = (tx: Tx, id: string, version: number, status: 'enabled' | 'suspended'): Promise<number> =>
  run(tx, sql`update organisations.library_entries set status = ${status}, version = version + 1 where id = ${id} and version = ${version} and status <> ${status}`)
export const deleteEntryRow = (tx: Tx, id: string, version: number): Promise<number> =>
  run(tx, sql`delete from organisations.library_entries where id = ${id} and version = ${version}`)
export const openEntriesOf = (tx: Tx, cityCode: string): Promise<{ id: string; name: string; isRegistered: boolean }[]> =>
  rows<{ id: string; name: string; isRegistered: boolean }>(
    tx,
    sql`select e.id, n.name, s.id is not null as "isRegistered" from ${libraryFrom} left join organisations.schools s on s.library_entry_id = e.id
        where e.city_code = ${cityCode} and e.status = 'enabled' order by n.name collate "zh-x-icu"`,
  )
