import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { checks, runCheck } from './check.ts'
import { printGlossary } from './glossary.ts'
import { readTree } from './scan/tree.ts'

const doors = (folder: string) => {
  const name = folder.split('/')[1]
  return {
    [`#${name}`]: `./modules/${folder}/index.ts`,
    [`#${name}/server`]: `./modules/${folder}/server/index.ts`,
    [`#${name}/ui`]: `./modules/${folder}/ui/index.ts`,
  }
}

const people = 'modules/1-register/people'
const enrolments = 'modules/4-enrol/enrolments'

/** A small house in which every rule is kept. */
const sound: Record<string, string> = {
  'package.json': JSON.stringify({
    imports: {
      '#kit/*': './kit/*',
      '#packages/*': './packages/*',
      ...doors('1-register/people'),
      ...doors('4-enrol/enrolments'),
    },
  }),
  'package-lock.json': '{ "lockfileVersion": 3 }',
  'docs/glossary.md': printGlossary(),
  'modules/lifecycle.ts': `export const lifecycle = [
    ['1-register/people', '人员', 'natural persons'],
    ['4-enrol/enrolments', '报考', 'who is examined in what'],
  ] as const`,
  'kit/pure/who.ts': `import { z } from 'zod'\nexport const who = z.string()`,
  'kit/server/sql.ts': `import pg from 'pg'\nexport const sql = pg`,
  'kit/ui/list.tsx': `import { who } from '#kit/pure/who.ts'\nexport const List = () => <p>{String(who)}</p>`,
  'packages/id-number/index.ts': 'export const isIdNumber = (text: string) => text.length === 18',
  'packages/archive/index.ts': `import { readFileSync } from 'node:fs'\nexport const open = readFileSync`,
  [`${people}/index.ts`]: `export { person } from './model.ts'`,
  [`${people}/model.ts`]: `import { isIdNumber } from '#packages/id-number/index.ts'\nexport const person = isIdNumber`,
  [`${people}/server/index.ts`]: `export { load } from './store.ts'`,
  [`${people}/server/store.ts`]: `import { sql } from '#kit/server/sql.ts'
export const load = () => [sql, \`with gone as (delete from people.persons where id = 1 returning id)
  update people.persons set name = extract(year from enrolments.born) where id in (select id from gone) for update skip locked\`]`,
  [`${people}/server/migrations/0001-people.sql`]: `create schema people;
create table people.persons (id int); -- insert into elsewhere.table
create trigger t after insert or update on people.persons for each row execute function kit.touch();
insert into people.persons values (1) on conflict do update set id = 2;`,
  [`${people}/ui/index.ts`]: `export { Page } from './page.tsx'`,
  [`${people}/ui/page.tsx`]: `import { useState } from 'react'\nimport { List } from '#kit/ui/list.tsx'\nexport const Page = () => [useState, List]`,
  [`${enrolments}/index.ts`]: `import { person } from '#people'\nexport const enrolment = person`,
  [`${enrolments}/server/index.ts`]: `import { load } from '#people/server'\nexport const enrol = load`,
  [`${enrolments}/server/read-list.ts`]: `import { sql } from '#kit/server/sql.ts'
export const list = [sql, \`select * from enrolments.enrolments join people.persons p on true join kit.audit a on true\`]`,
  [`${enrolments}/ui/index.ts`]: `import { Page } from '#people/ui'\nexport const EnrolmentPage = Page`,
  [`${enrolments}/tests/enrol.test.ts`]: `import pg from 'pg'\nimport { enrol } from '../server/index.ts'\nexport const story = [pg, enrol]`,
  'apps/server/main.ts': `import { enrol } from '#enrolments/server'\nexport const main = enrol`,
  'bin/start.ts': `import { main } from '../apps/server/main.ts'\nexport const start = main`,
}

const roots: string[] = []
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })))

/** Violations in the sound house with these files put in, by "[rule] first words". */
function violations(planted: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'jianheng-house-'))
  roots.push(root)
  for (const [path, text] of Object.entries({ ...sound, ...planted })) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const tree = readTree(root)
  return checks.flatMap((check) => runCheck(check, tree))
}

test('a house that keeps every rule is silent', () => {
  expect(violations({})).toEqual([])
})

const word = ['app', 'raisal'].join('')
const home = ['', 'root', 'project'].join('/')
const schemaBelow = `import { sql } from '#kit/server/sql.ts'\nexport const read = [sql, \`select 1 from enrolments.enrolments\`]`

/** [rule, what is planted, where the rule must point] */
const planted: [string, Record<string, string>, string][] = [
  ['every-file-read', { 'kit/pure/broken.ts': 'export const = ;' }, 'kit/pure/broken.ts'],
  [
    'imports-exist',
    { 'kit/pure/lost.ts': `import { x } from './nowhere.ts'\nexport const lost = x` },
    'kit/pure/lost.ts:1',
  ],
  [
    'only-upwards',
    { [`${people}/rules.ts`]: `import type { enrolment } from '#enrolments'\nexport type X = typeof enrolment` },
    'rules.ts:1',
  ],
  ['only-upwards', { [`${people}/rules.ts`]: `export type X = import('#enrolments').X` }, 'rules.ts:1'],
  ['only-upwards', { 'modules/9-new/visits/index.ts': 'export const visit = 1' }, 'modules/9-new/visits'],
  [
    'one-door',
    {
      [`${enrolments}/rules.ts`]: `import { person } from '../../1-register/people/model.ts'\nexport const x = person`,
    },
    'rules.ts:1',
  ],
  [
    'one-door',
    {
      [`${enrolments}/rules.ts`]: `import { person } from '../../1-register/people/index.ts'\nexport const x = person`,
    },
    'rules.ts:1',
  ],
  [
    'one-door',
    { [`${enrolments}/rules.ts`]: `import { enrolment } from '#enrolments'\nexport const x = enrolment` },
    'rules.ts:1',
  ],
  [
    'one-door',
    { 'apps/server/x.ts': `export const x = import('../../${people}/server/store.ts')` },
    'apps/server/x.ts:1',
  ],
  [
    'one-door',
    { 'package.json': '{ "imports": { "#kit/*": "./kit/*", "#packages/*": "./packages/*" } }' },
    'package.json',
  ],
  [
    'hall-is-pure',
    { [`${people}/rules.ts`]: `import { readFileSync } from 'node:fs'\nexport const x = readFileSync` },
    'rules.ts:1',
  ],
  [
    'hall-is-pure',
    { [`${people}/rules.ts`]: `import type { ReactNode } from 'react'\nexport type X = ReactNode` },
    'rules.ts:1',
  ],
  [
    'hall-is-pure',
    { [`${people}/rules.ts`]: `import { load } from './server/store.ts'\nexport const x = load` },
    'rules.ts:1',
  ],
  [
    'hall-is-pure',
    { [`${people}/rules.ts`]: `import { open } from '#packages/archive/index.ts'\nexport const x = open` },
    'rules.ts:1',
  ],
  [
    'hall-is-pure',
    { 'kit/pure/files.ts': `import { sql } from '#kit/server/sql.ts'\nexport const x = sql` },
    'kit/pure/files.ts:1',
  ],
  [
    'ui-not-server',
    { [`${people}/ui/x.tsx`]: `import { load } from '../server/index.ts'\nexport const x = load` },
    'ui/x.tsx:1',
  ],
  ['ui-not-server', { 'kit/ui/x.ts': `import { join } from 'node:path'\nexport const x = join` }, 'kit/ui/x.ts:1'],
  [
    'server-not-ui',
    { [`${people}/server/x.ts`]: `import { List } from '#kit/ui/list.tsx'\nexport const x = List` },
    'server/x.ts:1',
  ],
  [
    'kit-knows-no-module',
    { 'kit/server/x.ts': `import { load } from '#people/server'\nexport const x = load` },
    'kit/server/x.ts:1',
  ],
  [
    'packages-stand-alone',
    { 'packages/x/index.ts': `import { who } from '#kit/pure/who.ts'\nexport const x = who` },
    'packages/x/index.ts:1',
  ],
  [
    'nobody-uses-apps',
    { 'kit/server/x.ts': `import { main } from '../../apps/server/main.ts'\nexport const x = main` },
    'kit/server/x.ts:1',
  ],
  [
    'no-cycles',
    {
      'kit/pure/a.ts': `import type { B } from './b.ts'\nexport type A = B`,
      'kit/pure/b.ts': `import type { A } from './a.ts'\nexport type B = A`,
    },
    'kit/pure/a.ts → kit/pure/b.ts',
  ],
  [
    'sql-in-the-store',
    { [`${people}/server/add.ts`]: `import { sql } from '#kit/server/sql.ts'\nexport const x = sql` },
    'server/add.ts:1',
  ],
  [
    'sql-in-the-store',
    { 'apps/server/x.ts': `import type { Pool } from 'pg'\nexport type X = Pool` },
    'apps/server/x.ts:1',
  ],
  [
    'sql-in-the-store',
    { [`${people}/server/add.ts`]: 'export const x = (tx: X) => tx.client.query("select 1")\ntype X = any' },
    'server/add.ts',
  ],
  [
    'tables-have-one-owner',
    { [`${enrolments}/server/store.ts`]: 'export const x = `\ninsert into people.persons values (1)`' },
    'server/store.ts:2',
  ],
  [
    'tables-have-one-owner',
    { [`${enrolments}/server/store.ts`]: 'export const x = `update only people.persons set id = 1`' },
    'server/store.ts:1',
  ],
  [
    'tables-have-one-owner',
    { [`${enrolments}/server/store.ts`]: 'export const x = `delete from kit.audit`' },
    'kit.audit',
  ],
  [
    'tables-have-one-owner',
    { [`${enrolments}/server/store.ts`]: 'export const x = `delete from persons`' },
    '没有写出模式名',
  ],
  ['tables-have-one-owner', { [`${people}/server/read-x.ts`]: schemaBelow }, 'read-x.ts:2'],
  [
    'tables-have-one-owner',
    { [`${enrolments}/server/migrations/0001-x.sql`]: '-- one\nalter table people.persons add column x int;' },
    '0001-x.sql:2',
  ],
  ['file-size', { 'kit/ui/long.css': 'p { margin: 0 }\n'.repeat(401) }, 'kit/ui/long.css：401 行'],
  [
    'kit-size',
    Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [`kit/pure/part-${i}.ts`, `export const n${i} = 1\n`.repeat(390)]),
    ),
    'kit：共',
  ],
  ['one-word-for-one-thing', { [`${people}/rules.ts`]: `export const ${word}Date = 1` }, 'rules.ts:1'],
  [
    'one-word-for-one-thing',
    { [`${people}/server/migrations/0002-x.sql`]: 'create table people.id_cards (id int);' },
    '0002-x.sql:1',
  ],
  ['names-say-something', { 'kit/pure/date-utils.ts': 'export const later = 1' }, 'kit/pure/date-utils.ts'],
  ['names-say-something', { 'kit/pure/dates.ts': 'export type DateInfo = string' }, 'kit/pure/dates.ts:1'],
  ['glossary-is-printed', { 'docs/glossary.md': '# 旧的' }, 'docs/glossary.md'],
  ['nothing-empty', { 'kit/pure/later.ts': '// later\nexport {}\n' }, 'kit/pure/later.ts'],
  ['lock-names-no-host', { 'package-lock.json': '{\n "resolved": "x" }' }, 'package-lock.json:2'],
  ['no-machine-paths', { 'docs/how.md': `运行\ncd ${home}` }, 'docs/how.md:2'],
]

describe('one violation of each rule is caught, at its place and with a way out', () => {
  test.each(planted)('%s: %j', (rule, files, place) => {
    const found = violations(files)
    const own = found.filter((line) => line.startsWith(`[${rule}]`))
    expect(own.join('\n'), found.join('\n')).toContain(place)
    expect(own.every((line) => line.endsWith('。') || rule === 'every-file-read')).toBe(true)
  })
})

test('every rule has a planted violation', () => {
  const rules = new Set(planted.map(([rule]) => rule))
  expect(checks.map((check) => check.name).filter((name) => !rules.has(name))).toEqual([])
})

test('a house without code is not passed over in silence', () => {
  const root = mkdtempSync(join(tmpdir(), 'jianheng-house-'))
  roots.push(root)
  const tree = readTree(root)
  expect(checks.flatMap((check) => runCheck(check, tree)).join('\n')).toContain('没有找到任何代码文件')
})
