/**
 * PostgreSQL cannot be used. The message is one Chinese sentence for whoever starts the platform: what is wrong, which
 * value, what to do. `detail` is what the program itself printed, for the log.
 */
export class PostgresFault extends Error {
  override name = 'PostgresFault'
  readonly detail: string
  constructor(sentence: string, detail = '') {
    super(sentence)
    this.detail = detail
  }
}

type Place = { folder: string; port?: number; logFile?: string }

const sayings: [RegExp, (place: Place, found: RegExpExecArray) => string][] = [
  [
    /No space left on device|ENOSPC/,
    (at) => `数据目录 ${at.folder} 所在的磁盘已满，数据库无法启动；请先清出空间（至少 1 GB）。`,
  ],
  [
    /Address already in use/,
    (at) => `端口 ${at.port} 已被别的程序占用，数据库无法启动；请换一个端口，或者先停掉占用它的程序。`,
  ],
  [
    /initialized by PostgreSQL version ([\d.]+),? which is not compatible with this version (\d+(?:\.\d+)?)/,
    (at, [, was, now]) =>
      `数据目录 ${at.folder} 是 PostgreSQL ${was} 的，随附的是 ${now}，不能直接打开；请用原来的版本导出后再导入。`,
  ],
  [
    /could not locate a valid checkpoint record|invalid (primary )?checkpoint|PANIC:/,
    (at) => `数据目录 ${at.folder} 已损坏，数据库无法启动；请从备份恢复，不要删除日志 ${at.logFile ?? ''}。`,
  ],
  [
    /Cannot allocate memory|could not (create|map|resize) (any )?(anonymous )?shared memory/,
    () => '内存不足，数据库无法启动；请停掉别的程序，或者换一台至少有 2 GB 内存的机器。',
  ],
  [
    /GLIBC_|error while loading shared libraries|Exec format error|ENOEXEC/,
    () =>
      '随附的 PostgreSQL 在这个操作系统上运行不了；请安装 PostgreSQL 15 或更新的版本，用环境变量 DATABASE_URL 指给本平台。',
  ],
  [
    /ended by signal (\w+)/,
    (_, [, name]) => `数据库进程在启动中被信号 ${name} 结束；多半是内存不足或有人停掉了它，请看系统日志。`,
  ],
  [
    /Permission denied|Read-only file system|EACCES|EPERM|EROFS/,
    (at) => `数据目录 ${at.folder} 不可写，数据库无法启动；请换一个目录，或者给当前用户写权限。`,
  ],
]

/**
 * The sentence for what initdb, postgres or the file system said (English texts, LC_ALL=C).
 * Sources: PostgreSQL's message catalogue and errno names.
 */
export function faultFrom(said: string, place: Place): PostgresFault {
  for (const [pattern, sentence] of sayings) {
    const found = pattern.exec(said)
    if (found) return new PostgresFault(sentence(place, found), said)
  }
  const line =
    said.split('\n').findLast((text) => /FATAL|PANIC|error/i.test(text)) ?? said.trim().split('\n').at(-1) ?? ''
  const where = place.logFile ? `；全文见 ${place.logFile}` : ''
  return new PostgresFault(`数据库无法启动：${line.trim() || '程序没有说明原因'}${where}。`, said)
}
