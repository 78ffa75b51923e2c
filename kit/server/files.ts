import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Tx } from './db.ts'
import type { Secrets } from './secrets.ts'
import { maybe, one, rows, run, sql } from './sql.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
  readonly purpose: string
}
/** Files by content, sealed on disk; the row tells purpose and owner, the row policy who may open it. */
export interface Files {
  /** `keepDays`: after so many days the file is swept away; without it it stays. */
  save(
    tx: Tx,
    f: { purpose: string; name: string; type: string; bytes: Buffer; owner: string | null; by?: string | null; keepDays?: number },
  ): Promise<StoredFile>
  read(tx: Tx, id: string): Promise<{ file: StoredFile; bytes: Buffer } | null>
  /** Removes what has expired, bytes and rows; for the machine. Gives the number of files. */
  sweep(tx: Tx): Promise<number>
}

export function filesIn(folder: string, secrets: Secrets): Files {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const placeOf = (digest: Buffer): string => {
    const hex = digest.toString('hex')
    return join(folder, hex.slice(0, 2), hex)
  }
  return {
    // Bytes first, row second: a crash between leaves bytes nobody points to, never a row without bytes.
    async save(tx, f) {
      const digest = secrets.blind('file', f.bytes)
      const place = placeOf(digest)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      const part = `${place}.${randomUUID()}.part`
      await writeFile(part, secrets.seal(f.bytes), { mode: 0o600, flush: true })
      await rename(part, place)
      return one<StoredFile>(
        tx,
        sql`insert into kit.files (purpose, name, type, size, digest, owner_organisation, made_by, expires_at)
            values (${f.purpose}, ${f.name}, ${f.type}, ${f.bytes.length}, ${digest}, ${f.owner}, ${f.by ?? null},
                    case when ${f.keepDays ?? null}::int is not null then kit.now() + make_interval(days => ${f.keepDays ?? null}::int) end)
            returning id, name, type, size, purpose`,
      )
    },
    async read(tx, id) {
      const row = await maybe<StoredFile & { digest: Buffer }>(
        tx,
        sql`select id, name, type, size, purpose, digest from kit.files where id = ${id}`,
      )
      if (!row) return null
      const { digest, ...file } = row
      return { file, bytes: secrets.open(await readFile(placeOf(digest))) }
    },
    // Bytes first: a crash between leaves a row that has expired anyway. Bytes written within the hour may be those of a save
    // that has not committed yet, so they stay.
    async sweep(tx) {
      const gone = await rows<{ id: string; digest: Buffer; isShared: boolean }>(
        tx,
        sql`select id, digest, exists (select from kit.files o where o.digest = f.digest and (o.expires_at is null or o.expires_at >= kit.now())) as "isShared"
            from kit.files f where expires_at < kit.now() limit 500`,
      )
      for (const { digest, isShared } of gone) {
        const written = isShared ? null : await stat(placeOf(digest)).catch(() => null)
        if (written && written.mtimeMs < Date.now() - 3_600_000) await rm(placeOf(digest), { force: true })
      }
      return run(tx, sql`delete from kit.files where id = any (${gone.map((g) => g.id)}::uuid[])`)
    },
  }
}
