import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PostgresBinaries } from './binaries.ts'
import type { OsUser } from './os-user.ts'
import { faultFrom } from './words.ts'

const passwordFile = 'superuser-password'

/** Our folder: the cluster, the private folder of its socket, the log of the server. */
export function placesIn(dataDir: string) {
  const socket = join(dataDir, 'socket')
  return {
    cluster: join(dataDir, 'cluster'),
    // A socket's path may be 107 bytes long; in a deeper folder the server does without (clients use 127.0.0.1).
    socket: Buffer.byteLength(join(socket, '.s.PGSQL.65535')) <= 107 ? socket : '',
    logFile: join(dataDir, 'postgres.log'),
  }
}

function give(path: string, user: OsUser): void {
  if (user) chownSync(path, user.uid, user.gid)
}

/** A private folder of the server's user. */
export function privateFolder(path: string, user: OsUser): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  give(path, user)
}

/**
 * Makes the cluster when there is none; it appears by a rename, so a killed start leaves nothing half made. A thrown-away
 * one (for tests) is not forced to the disk.
 */
export async function ensureCluster(
  dataDir: string,
  binaries: PostgresBinaries,
  user: OsUser,
  isThrownAway: boolean,
): Promise<void> {
  const { cluster } = placesIn(dataDir)
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    // A folder copied from another machine carries that machine's number for the user postgres.
    if (user && statSync(cluster).uid !== user.uid) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, cluster])
    return
  }
  const fresh = join(dataDir, 'cluster.new')
  const secret = join(dataDir, passwordFile)
  rmSync(fresh, { recursive: true, force: true })
  privateFolder(fresh, user)
  writeFileSync(secret, randomBytes(24).toString('base64url'), { mode: 0o600 })
  give(secret, user)
  const options = ['--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8']
  if (isThrownAway) options.push('--no-sync')
  const initdb = promisify(execFile)(
    join(binaries.folder, 'initdb'),
    ['-D', fresh, ...options, ...binaries.initdbLocale, '--no-instructions'],
    { cwd: dataDir, env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' }, ...user },
  )
  await initdb.catch((error: { stderr?: string; message: string }) => {
    throw faultFrom(error.stderr || error.message, { folder: dataDir })
  })
  renameSync(secret, join(fresh, passwordFile))
  renameSync(fresh, cluster)
}

/** The password lies inside the cluster, so a copied or restored data folder keeps its own. */
export function superuserPassword(cluster: string): string {
  return readFileSync(join(cluster, passwordFile), 'utf8').trim()
}
