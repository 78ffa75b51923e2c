import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PostgresFault } from './words.ts'

/** The name by which every process of one cluster is known: it stands in each one's title, so a reused pid cannot match. */
export function clusterName(cluster: string): string {
  return `jh_${createHash('sha256').update(realpathSync(cluster)).digest('hex').slice(0, 12)}`
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}

/** State letter and start tick of a process; undefined when there is none. A zombie counts as none. */
function life(pid: number): string | undefined {
  const [state, ...rest] = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? []
  return state && state !== 'Z' ? rest[18] : undefined
}

/** Living processes of the cluster of that name. `/proc/*`/cmdline` needs no right to trace, unlike cwd and exe. */
function processesOf(name: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Boolean)
  return pids.filter(
    (pid) => readProc(pid, 'comm').trim() === 'postgres' && readProc(pid, 'cmdline').includes(name) && life(pid),
  )
}

function signal(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      // Gone in the meantime.
    }
  }
}

/** Waits until no process of the cluster lives; false when some still do after `ms` milliseconds. */
async function allGone(name: string, ms: number): Promise<boolean> {
  const end = Date.now() + ms
  while (processesOf(name).length > 0) {
    if (Date.now() > end) return false
    await sleep(30)
  }
  return true
}

function postmasterPid(cluster: string): number | undefined {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'latin1').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}

/**
 * Ends what a killed parent or a killed postmaster left behind: first politely (fast shutdown), then harder. Signals
 * only processes that carry this cluster's name. Throws PostgresFault when a postgres started by other hands uses it.
 */
export async function endLeftovers(cluster: string): Promise<void> {
  const name = clusterName(cluster)
  const recorded = postmasterPid(cluster)
  const isRunning = recorded !== undefined && processesOf(name).includes(recorded)
  if (isRunning) signal([recorded], 'SIGINT')
  // Without its postmaster a backend ends by itself within a moment.
  if (!(await allGone(name, isRunning ? 20_000 : 2_000))) {
    signal(processesOf(name), 'SIGQUIT')
    if (!(await allGone(name, 5_000))) signal(processesOf(name), 'SIGKILL')
    await allGone(name, 5_000)
  }
  const left = postmasterPid(cluster)
  if (!left) return
  if (readProc(left, 'comm').trim() === 'postgres' && readProc(left, 'cmdline').includes(cluster) && life(left)) {
    throw new PostgresFault(`数据目录 ${cluster} 正由进程 ${left}（postgres）使用；请先停掉它。`)
  }
  // A pid that lives on as another program, or as a zombie, would make postgres refuse. Nothing of this cluster lives.
  if (readProc(left, 'stat')) rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

/** Takes the folder for this process; the returned function gives it back. Throws PostgresFault while another has it. */
export function takeFolder(folder: string): () => void {
  const file = join(folder, 'owner')
  const mine = `${process.pid} ${life(process.pid)}`
  for (;;) {
    try {
      writeFileSync(file, mine, { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const [pid, started] = readFileSync(file, 'latin1').split(' ')
    if (pid && started && life(Number(pid)) === started) {
      throw new PostgresFault(`数据目录 ${folder} 正由进程 ${pid} 使用；请先停掉它，或者换一个数据目录。`)
    }
    rmSync(file, { force: true })
  }
}
