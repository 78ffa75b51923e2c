import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#kit/server/db.ts'
import { filesIn } from '#kit/server/files.ts'
import { startRunner } from '#kit/server/jobs.ts'
import { registryOf } from '#kit/server/room.ts'
import { secretsFrom } from '#kit/server/secrets.ts'
import { room } from '../server/index.ts'
import { hooks, pupils } from './pupils.ts'

// A worker of its own that stops in the second chunk, so that exactly-once.test.ts can kill it there.
let chunks = 0
hooks.applying = async () => {
  if (++chunks < 2) return
  process.stdout.write('in the second chunk\n')
  await new Promise((r) => setTimeout(r, 60_000))
}
const url = process.argv[2] as string
const secrets = secretsFrom(new Map([[1, createHash('sha256').update('test master key').digest()]]))
await startRunner(
  {
    database: openDatabase(url),
    secrets,
    files: filesIn(mkdtempSync(join(tmpdir(), 'jh-files-')), secrets),
    log: console,
    reactions: new Map(),
    registry: registryOf([pupils]),
    address: '',
    services: {},
  },
  room.jobs ?? [],
  { slots: 1 },
)
