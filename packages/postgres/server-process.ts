import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PostgresBinaries } from './binaries.ts'
import { placesIn } from './cluster.ts'
import type { OsUser } from './os-user.ts'
import { clusterName, endLeftovers } from './processes.ts'
import { faultFrom } from './words.ts'

/** What one launch needs; `settings` are postgresql.conf parameters that go before the defaults below. */
export type Launch = {
  dataDir: string
  binaries: PostgresBinaries
  user: OsUser
  settings: Record<string, string>
}

/** A running server; `child` is its postmaster. */
export type Launched = { child: ChildProcess; port: number }

const megabyte = 1024 ** 2

function defaults(): Record<string, string> {
  const buffers = Math.min(2048, Math.max(128, Math.round(totalmem() / 8 / megabyte)))
  return {
    shared_buffers: `${buffers}MB`,
    max_wal_size: '4GB',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    lc_messages: 'C',
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

function openLog(logFile: string): { fd: number; from: number } {
  const size = existsSync(logFile) ? statSync(logFile).size : 0
  if (size > 16 * megabyte) renameSync(logFile, `${logFile}.old`)
  return { fd: openSync(logFile, 'a', 0o640), from: size > 16 * megabyte ? 0 : size }
}

/** Line 8 of postmaster.pid says "ready" when the server takes connections: the same sign that pg_ctl waits for. */
function isReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'latin1').split('\n')
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

async function launchOnce(launch: Launch, port: number): Promise<ChildProcess> {
  const { cluster, socket, logFile } = placesIn(launch.dataDir)
  const settings = {
    ...defaults(),
    ...launch.settings,
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socket,
    cluster_name: clusterName(cluster),
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openLog(logFile)
  // Its own session: Ctrl-C in a terminal reaches only us, and we stop it after the last request is answered. The log is
  // a file and not a pipe, so the server outlives a killed parent undisturbed until the next start.
  const child = spawn(join(launch.binaries.folder, 'postgres'), ['-D', cluster, ...options], {
    cwd: launch.dataDir,
    detached: true,
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', log.fd, log.fd],
    ...launch.user,
  })
  closeSync(log.fd)
  let spawnError = ''
  child.on('error', (error) => (spawnError = error.message))
  child.unref()
  for (;;) {
    if (child.pid && isReady(cluster, child.pid)) return child
    if (spawnError || child.exitCode !== null || child.signalCode !== null) {
      const printed = readFileSync(logFile).subarray(log.from).toString('utf8')
      const said = spawnError || (child.signalCode ? `${printed}\nended by signal ${child.signalCode}` : printed)
      throw faultFrom(said, { folder: launch.dataDir, port, logFile })
    }
    await sleep(20)
  }
}

/**
 * Starts the server and waits until it takes connections, however long its recovery lasts. Ends leftovers first, and
 * tries again for some seconds while those of a killed server still hold on. Throws PostgresFault.
 */
export async function launchServer(launch: Launch, port: number | undefined): Promise<Launched> {
  const { cluster } = placesIn(launch.dataDir)
  const end = Date.now() + 10_000
  for (;;) {
    await endLeftovers(cluster)
    const tried = port ?? (await freePort())
    try {
      return { child: await launchOnce(launch, tried), port: tried }
    } catch (error) {
      const said = (error as { detail?: string }).detail ?? ''
      const mayPassBy = /pre-existing shared memory|lock file .* already exists|ended by signal/.test(said)
      const otherPortHelps = port === undefined && /Address already in use/.test(said)
      if (Date.now() > end || !(mayPassBy || otherPortHelps)) throw error
      await sleep(200)
    }
  }
}
