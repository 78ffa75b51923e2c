import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export interface Migration {
  readonly module: string
  readonly name: string
  readonly text: string
}

/** Reads `<folder>/*.sql` in order of name. */
export const migrationsIn = (module: string, folder: string): Migration[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((f) => f.endsWith('.sql'))
        .toSorted()
        .map((name) => ({ module, name, text: readFileSync(join(folder, name), 'utf8') }))
    : []

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Applies what is missing, forward only, each file in its own transaction, under one advisory lock (two starts at once
 * wait for each other). A file that changed after it was applied stops the start.
 * @returns names applied now.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(74201)')
    await client.query(
      `create schema if not exists kit;
       create table if not exists kit.migrations (module text, name text, sha256 text not null, applied_at timestamptz not null default now(), primary key (module, name))`,
    )
    const done = new Map(
      (await client.query<{ module: string; name: string; sha256: string }>('select module, name, sha256 from kit.migrations')).rows.map(
        (r) => [`${r.module}/${r.name}`, r.sha256],
      ),
    )
    const applied: string[] = []
    for (const m of migrations) {
      const key = `${m.module}/${m.name}`
      const before = done.get(key)
      if (before === hash(m.text)) continue
      if (before) throw new Error(`迁移 ${key} 在应用之后被改动；请恢复原文件，另写一个新的迁移`)
      await client.query('begin')
      try {
        await client.query(m.text)
        await client.query('insert into kit.migrations (module, name, sha256) values ($1, $2, $3)', [m.module, m.name, hash(m.text)])
        await client.query('commit')
      } catch (e) {
        await client.query('rollback')
        throw new Error(`迁移 ${key} 失败：${(e as Error).message}`, { cause: e })
      }
      applied.push(key)
    }
    return applied
  } finally {
    await client.end()
  }
}
