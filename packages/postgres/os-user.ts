import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PostgresFault } from './words.ts'

/** The operating system's user that postgres runs as. `undefined` means: as ourselves. */
export type OsUser = { uid: number; gid: number } | undefined

const userName = 'postgres'

function lookUp(): OsUser {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${userName}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** PostgreSQL refuses to run as root: then it is the user postgres, made when there is none. */
export function osUser(log: (line: string) => void): OsUser {
  if (process.getuid?.() !== 0) return undefined
  const found = lookUp()
  if (found) return found
  try {
    const options = [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
    ]
    execFileSync('useradd', [...options, userName], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (cause) {
    const detail = String((cause as { stderr?: Buffer }).stderr ?? cause)
    throw new PostgresFault(
      `建不了系统用户 ${userName}（PostgreSQL 不能以 root 运行）；请先运行 useradd --system ${userName}。`,
      detail,
    )
  }
  log(`已新建系统用户 ${userName}：PostgreSQL 不能以 root 运行。`)
  return lookUp()
}

function mayPass(folder: string, user: { uid: number; gid: number }): boolean {
  const { mode, uid, gid } = statSync(folder)
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
  return ((mode >> shift) & 1) === 1
}

/**
 * Lets the user pass through every folder down to `path` and, for the programs, read what is inside. Only the right to
 * pass is added (a 0700 home becomes 0711), and each change is logged.
 */
export function openWay(path: string, user: OsUser, log: (line: string) => void, inside = false): void {
  if (!user) return
  const folders = [path]
  while (dirname(folders[0] ?? '/') !== folders[0]) folders.unshift(dirname(folders[0] ?? '/'))
  for (const folder of folders.filter((each) => !mayPass(each, user))) {
    chmodSync(folder, (statSync(folder).mode & 0o7777) | 0o001)
    log(`目录 ${folder} 已放开“可通过”权限：系统用户 ${userName} 要经过它。`)
  }
  if (inside && !mayPass(join(path, 'postgres'), user)) execFileSync('chmod', ['-R', 'a+rX', dirname(path)])
}
