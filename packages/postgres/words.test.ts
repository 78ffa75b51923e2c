import { expect, test } from 'vitest'
import { faultFrom } from './words.ts'

const at = { folder: '/srv/data', port: 5499, logFile: '/srv/data/postgres.log' }

test.each([
  ['initdb: error: could not create directory: No space left on device', '磁盘已满', '至少 1 GB'],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', '端口 5499', '换一个端口'],
  [
    'DETAIL:  The data directory was initialized by PostgreSQL version 14, which is not compatible with this version 18.4.',
    'PostgreSQL 14',
    '18.4',
  ],
  ['PANIC:  could not locate a valid checkpoint record at 0/1', '已损坏', '从备份恢复'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', '内存不足', '2 GB'],
  ["postgres: /lib/libc.so.6: version `GLIBC_2.27' not found", '这个操作系统', 'DATABASE_URL'],
  ['LOG:  starting\nended by signal SIGKILL', 'SIGKILL', '系统日志'],
  ['Error: EROFS: read-only file system, mkdir', '不可写', '/srv/data'],
  ['could not open file "x": Permission denied', '不可写', '写权限'],
])('what the program says (%s) becomes one sentence with the way out', (said, what, wayOut) => {
  const fault = faultFrom(said, at)
  expect(fault.message).toContain(what)
  expect(fault.message).toContain(wayOut)
  expect(fault.message).not.toContain('\n')
  expect(fault.detail).toBe(said)
})

test('an unknown reason is quoted by its last fatal line, with the place of the log', () => {
  const fault = faultFrom('LOG:  starting\nFATAL:  something odd\nLOG:  shut down', at)
  expect(fault.message).toBe('数据库无法启动：FATAL:  something odd；全文见 /srv/data/postgres.log。')
  expect(faultFrom('', { folder: '/x' }).message).toBe('数据库无法启动：程序没有说明原因。')
})
