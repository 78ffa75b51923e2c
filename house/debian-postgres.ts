import { debianBinaries } from '#kit/server/postgres.ts'
import { startForTests } from './postgres-for-tests.ts'

/** The oldest version that the platform promises to run on, and the one Debian 12 brings. */
const oldestMajor = 15

/** Starts Debian's PostgreSQL 15 for a run of the stories; undefined when it is not installed. */
export async function startDebianPostgres(): Promise<{ adminUrl: string; end: () => Promise<void> } | undefined> {
  const binaries = debianBinaries(oldestMajor)
  return binaries && (await startForTests(binaries))
}
