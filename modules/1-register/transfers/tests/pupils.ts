import { z } from 'zod'
import pg from 'pg'
import { answers, declaring } from '#kit/pure/operation.ts'
import { refusals, refusalOf } from '#kit/pure/refusal.ts'
import { exportSheet, sheet } from '#kit/pure/sheet.ts'
import { by } from '#kit/pure/who.ts'
import { fault, sheetImport, type Faults, type SheetRow } from '#kit/server/import.ts'
import type { ServerRoom } from '#kit/server/room.ts'
import { belongsTo } from '#kit/server/scope.ts'
import { rows, run, sql, type Sql } from '#kit/server/sql.ts'
import { testWorld } from '../../../../seeds/test-world.ts'

/** A module that exists in these stories alone: pupils of a school by 学号, imported, exported, printed, with photos. */
const words = refusals({ 'class-closed': { says: '班级已结业', way: '请选择其他班级' }, depended: { says: '{no}已有成绩，不能撤销' } })
const { write } = declaring('pupils', words)
export const addPupil = write('addPupil', {
  label: '新增',
  who: [by('school', 'candidates.write', 'own')],
  input: z.object({}),
  answers: answers<null>(),
})

export const pupilSheet = sheet({
  module: 'pupils',
  name: 'importPupils',
  title: '导入学员模板',
  row: addPupil,
  given: ['classId'],
  columns: [
    { title: '学号', field: 'no', required: true, example: '370682199901096532', note: '文本格式' },
    {
      title: '姓名',
      field: 'name',
      required: true,
      example: '王小八',
      read: (t) => (/^[\p{L}·]+$/u.test(t) ? { ok: true, value: t } : { ok: false, why: '姓名只能有文字', suggestion: t.replace(/[^\p{L}·]/gu, '') }),
    },
    { title: '性别', field: 'gender', required: true, example: '男', list: ['男', '女'] },
    { title: '手机号', field: 'mobile', example: '13800000000', also: ['联系电话'] },
    { title: '年龄', field: 'age', example: '18', kind: 'integer' },
  ],
  key: ['no'],
  twice: '学号与第{row}行重复',
  notes: ['学号不可重复'],
  undo: true,
})
export const photoSheet = sheet({
  module: 'pupils',
  name: 'importPhotos',
  title: '批量导入学生照片',
  row: addPupil,
  given: [],
  columns: [{ title: '文件名', field: 'fileName', required: true, example: '370682199901096532.jpg' }],
  key: ['fileName'],
  twice: '与第{row}个文件重名',
  source: 'archive',
  empty: '压缩包中没有照片',
  undo: false,
})
export const pupilExport = exportSheet({
  module: 'pupils',
  name: 'pupils',
  title: '学员管理',
  who: [by('school', 'candidates.read', 'own')],
  columns: [
    { title: '学号', field: 'no' },
    { title: '姓名', field: 'name' },
    { title: '年龄', field: 'age', number: true },
  ],
})

type Row = SheetRow<'no' | 'name' | 'gender' | 'mobile' | 'age'>
const json = (list: readonly Row[]): Sql =>
  sql`jsonb_to_recordset(${JSON.stringify(list.map((r, at) => ({ at, ...r.values })))}::jsonb) as r(at int, no text, name text, gender text, mobile text, age text)`

/** Called in the middle of an apply, after its rows were written and before they are committed. */
export const hooks: { applying: ((no: string) => Promise<void>) | null; checking: (() => void) | null } = { applying: null, checking: null }

const judgeRows = async (tx: Parameters<typeof rows>[0], school: string | null, list: readonly Row[]): Promise<Faults> => {
  const faults: Faults = new Map()
  const known = await rows<{ at: number }>(
    tx,
    sql`select r.at from ${json(list)} join pupils.pupils p on p.no = r.no and p.school_id = ${school}::uuid`,
  )
  for (const [at, r] of list.entries()) if (r.values.name === '女皇' && r.values.gender === '男') fault(faults, at, 'gender', '性别与姓名不符')
  for (const k of known) fault(faults, k.at, 'no', `学号${list[k.at]?.values.no}已存在`)
  return faults
}

const importPupils = sheetImport<'no' | 'name' | 'gender' | 'mobile' | 'age'>({
  sheet: pupilSheet,
  async open(_inside, _scope, given) {
    if (given['classId'] === 'closed') throw refusalOf('class-closed', words['class-closed'] as never)
  },
  choices: async (_inside, _scope, given) => ({ gender: given['classId'] === 'girls' ? ['女'] : ['男', '女'] }),
  async check({ tx, principal }, _scope, _given, list) {
    hooks.checking?.()
    return judgeRows(tx, principal.organisationId, list)
  },
  async apply({ tx, principal }, _scope, given, list, importId) {
    const faults = await judgeRows(tx, principal.organisationId, list)
    for (const [at, r] of list.entries()) if (r.values.name === '迟到') fault(faults, at, 'name', '已停止接收')
    const good = list.filter((_, at) => !faults.has(at))
    const made = await rows<{ id: string }>(
      tx,
      sql`insert into pupils.pupils (school_id, class, no, name, age, import_id)
          select ${principal.organisationId}::uuid, ${given['classId']}, r.no, r.name, nullif(r.age, '')::int, ${importId}::uuid from ${json(good)} order by r.at returning id`,
    )
    // Kept without any constraint: what was written twice would show here.
    await run(tx, sql`insert into pupils.writes (no) select r.no from ${json(good)}`)
    await hooks.applying?.(list[0]?.values.no ?? '')
    return { made: made.map((m) => m.id), faults, notes: { withoutMobile: good.filter((r) => r.values.mobile === '').length } }
  },
  async undo({ tx }, _scope, made) {
    const [scored] = await rows<{ no: string }>(tx, sql`select no from pupils.pupils where id = any (${made as string[]}::uuid[]) and is_scored limit 1`)
    if (scored) throw refusalOf('depended', words.depended as never, { no: scored.no })
    await run(tx, sql`delete from pupils.pupils where id = any (${made as string[]}::uuid[])`)
  },
  say: (notes) => (notes['withoutMobile'] ? [`${notes['withoutMobile']}人没有手机号`] : []),
})

const importPhotos = sheetImport<'fileName'>({
  sheet: photoSheet,
  async check(_inside, _scope, _given, list, item) {
    const faults: Faults = new Map()
    for (const [at, r] of list.entries()) {
      const photo = item(r)
      if (photo.size > 100) fault(faults, at, 'fileName', '照片超过限制')
      else if (!(await photo.bytes()).toString('latin1').startsWith('JPG')) fault(faults, at, 'fileName', '照片格式不正确')
    }
    return faults
  },
  async apply({ tx }, _scope, _given, list, _importId, item) {
    for (const r of list)
      await run(tx, sql`insert into pupils.writes (no) values (${`${r.values.fileName}:${(await item(r).bytes()).toString('latin1')}`})`)
    return { made: [], faults: new Map() }
  },
})

export const pupils: ServerRoom = {
  module: 'pupils',
  handlers: [],
  imports: [importPupils, importPhotos] as never,
  exports: [
    {
      sheet: pupilExport,
      input: z.object({ class: z.string('请选择班级') }),
      async page({ tx }, scope, query, after) {
        const { class: wanted } = query as { class: string }
        const found = await rows<{ no: string; name: string; age: number | null }>(
          tx,
          sql`select no, name, age from pupils.pupils where ${belongsTo(scope, { school: sql`school_id` })} and class = ${wanted} and no > ${after ?? ''} order by no limit 2`,
        )
        return { rows: found, next: found.length === 2 ? (found[1]?.no ?? null) : null }
      },
    },
  ],
  prints: [
    {
      module: 'pupils',
      name: 'cards',
      title: '学员证',
      who: [by('school', 'candidates.read', 'own')],
      async make(_inside, _scope, input) {
        if (input === 'nobody') throw refusalOf('class-closed', words['class-closed'] as never)
        return { name: '学员证.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF'), warning: '1人没有照片' }
      },
    },
  ],
  files: [{ purpose: 'pupil-photo', who: [by('school', 'candidates.read', 'own')], mayOpen: async (_i, scope) => scope.principal.name.startsWith('北方') }],
}

export const pupilWorld = {
  name: 'test-world-with-pupils',
  async fill(url: string): Promise<void> {
    await testWorld.fill(url)
    const c = new pg.Client({ connectionString: url })
    await c.connect()
    await c.query(`
      create schema pupils;
      grant usage on schema pupils to jianheng_app;
      create table pupils.pupils (id uuid primary key default gen_random_uuid(), school_id uuid not null, class text not null, no text not null,
        name text not null, age int check (age < 200), import_id uuid not null, is_scored boolean not null default false, constraint pupil_once unique (school_id, no));
      create table pupils.scores (pupil_id uuid references pupils.pupils);
      create table pupils.writes (no text);
      call kit.protect('pupils.pupils', 'array[school_id]');
      call kit.open('pupils.writes');
      call kit.open('pupils.scores');`)
    await c.end()
  },
}
