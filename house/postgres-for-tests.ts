// One PostgreSQL for all stories: thrown away afterwards, so it need not survive a power cut (fsync off). With
// TEST_DATABASE_URL the stories use that server instead; bin/test.ts runs them so a second time on Debian's version.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { endOrphan, type PostgresBinaries, startPostgres, usePostgres } from '#kit/server/postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's connection string of the test server; each story makes its own database there. */
    adminUrl: string
  }
}

const prefix = 'jianheng-stories-'

const settingsForTests = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '256MB',
  max_connections: '200',
  autovacuum_naptime: '5min',
}

/** Removes the folders of runs that were killed. Their server, if it still lives, is ended first. */
async function clearAway(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    if (isOwned(folder)) continue
    await endOrphan(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

function isOwned(folder: string): boolean {
  try {
    // Another run has just made it and is about to put its number in.
    if (statSync(folder).mtimeMs > Date.now() - 60_000) return true
    const [pid] = readFileSync(join(folder, 'owner'), 'latin1').split(' ')
    return process.kill(Number(pid), 0)
  } catch {
    return false
  }
}

/** Starts a server in a temporary folder; `end` stops it and removes the folder. */
export async function startForTests(
  binaries?: PostgresBinaries,
): Promise<{ adminUrl: string; end: () => Promise<void> }> {
  await clearAway()
  const dataDir = mkdtempSync(join(tmpdir(), prefix))
  const server = await startPostgres({ dataDir, settings: settingsForTests, ...(binaries && { binaries }) })
  const end = async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { adminUrl: server.connectionString, end }
}

/** vitest's globalSetup of the project "stories". */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const databaseUrl = process.env['TEST_DATABASE_URL']
  if (databaseUrl) {
    const server = await usePostgres({ dataDir: '', databaseUrl })
    project.provide('adminUrl', server.connectionString)
    return server.stop
  }
  const { adminUrl, end } = await startForTests()
  project.provide('adminUrl', adminUrl)
  return end
}
