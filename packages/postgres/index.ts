import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { type PostgresBinaries, shippedBinaries } from './binaries.ts'
import { ensureCluster, placesIn, privateFolder, superuserPassword } from './cluster.ts'
import { checkExternal } from './external.ts'
import { openWay, osUser } from './os-user.ts'
import { endLeftovers, takeFolder } from './processes.ts'
import { launchServer } from './server-process.ts'
import { supervise } from './supervise.ts'
import { faultFrom, PostgresFault } from './words.ts'

export { type PostgresBinaries, debianBinaries } from './binaries.ts'
export { PostgresFault } from './words.ts'

/** A database to use. `connectionString` is for migrations: the superuser's, or DATABASE_URL as it was given. */
export type Postgres = {
  connectionString: string
  port: number
  isEmbedded: boolean
  /** Ends the embedded server in order (fast shutdown); does nothing for an external one. May be called twice. */
  stop(): Promise<void>
}

export type PostgresOptions = {
  /** A folder of our own; the cluster, its password, socket and log come to lie in it. */
  dataDir: string
  /** Fixed port of 127.0.0.1; without it a free one is taken at each start. */
  port?: number
  binaries?: PostgresBinaries
  /** postgresql.conf parameters, for example `{ fsync: 'off' }` for tests. */
  settings?: Record<string, string>
  /** Hears what was changed on the machine (a user made, a folder opened) and when a killed server was started again. */
  log?: (line: string) => void
  /** The server ended by itself and could not be started again; the sentence says why. */
  onLost?: (fault: PostgresFault) => void
}

/** Makes the folder and takes it for this process. */
function claim(dataDir: string): { folder: string; giveBack: () => void } {
  // Others may pass (the server's user must) but not list.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const folder = realpathSync(dataDir)
  return { folder, giveBack: takeFolder(folder) }
}

/**
 * Starts the PostgreSQL that comes with the product and watches over it: a server that is killed is started again on the
 * same port, and what a killed parent left behind is ended first. Listens on 127.0.0.1 only, scram, random password.
 * Throws PostgresFault (one Chinese sentence).
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => undefined)
  const { onLost } = options
  let giveBack = () => {}
  try {
    const claimed = claim(resolve(options.dataDir))
    giveBack = claimed.giveBack
    const dataDir = claimed.folder
    const binaries = options.binaries ?? shippedBinaries()
    const user = osUser(log)
    const { cluster, socket } = placesIn(dataDir)
    openWay(dataDir, user, log)
    openWay(binaries.folder, user, log, true)
    await ensureCluster(dataDir, binaries, user, options.settings?.['fsync'] === 'off')
    if (socket) privateFolder(socket, user)
    const launch = { dataDir, binaries, user, settings: options.settings ?? {} }
    const first = await launchServer(launch, options.port)
    const stop = supervise(launch, first, { log, giveBack, onLost })
    const connectionString = `postgres://postgres:${superuserPassword(cluster)}@127.0.0.1:${first.port}/postgres`
    return { connectionString, port: first.port, isEmbedded: true, stop }
  } catch (error) {
    giveBack()
    throw error instanceof PostgresFault ? error : faultFrom(String(error), { folder: options.dataDir })
  }
}

/** Ends the server that a killed process left running on the folder; the folder may then be removed. */
export async function endOrphan(dataDir: string): Promise<void> {
  const { cluster } = placesIn(resolve(dataDir))
  if (existsSync(cluster)) await endLeftovers(cluster)
}

/** The database behind `databaseUrl` when it is given (PostgreSQL ≥ 15, UTF8, checked), else the embedded one. */
export async function usePostgres(options: PostgresOptions & { databaseUrl?: string | undefined }): Promise<Postgres> {
  const { databaseUrl } = options
  if (!databaseUrl) return await startPostgres(options)
  const port = await checkExternal(databaseUrl)
  return { connectionString: databaseUrl, port, isEmbedded: false, stop: () => Promise.resolve() }
}
