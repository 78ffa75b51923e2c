import pg from 'pg'
import { PostgresFault } from './words.ts'

const oldestMajor = 15

function sentence(error: NodeJS.ErrnoException, url: URL): string {
  const where = `${url.hostname || 'localhost'}:${url.port || 5432}`
  const user = decodeURIComponent(url.username) || '（未写）'
  const base = decodeURIComponent(url.pathname.slice(1)) || '（未写）'
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `DATABASE_URL 中的主机名 ${url.hostname} 无法解析；请检查拼写和 DNS。`
    case 'ECONNREFUSED':
      return `DATABASE_URL 指向的 ${where} 拒绝连接；请确认 PostgreSQL 已启动，并在这个地址和端口上监听。`
    case '28P01':
      return `DATABASE_URL 中用户 ${user} 的密码不对；请改正密码（特殊字符要按 URL 编码）。`
    case '28000':
      return `${where} 不接受用户 ${user} 从这台机器登录数据库 ${base}；请检查用户名，并在 pg_hba.conf 中放行。`
    case '3D000':
      return `${where} 上没有数据库 ${base}；请先建立：createdb -E UTF8 ${base}。`
    case '53300':
      return `${where} 的连接数已满；请调大 max_connections，或者释放别的连接。`
    case '57P03':
      return `${where} 正在启动或停止；请稍候再试。`
    default:
      return `DATABASE_URL 指向的 ${where} 连接不上（${error.code ?? error.message}）；请检查地址、端口、防火墙和 SSL 设置。`
  }
}

function parse(databaseUrl: string): URL {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined
  if (url && /^postgres(ql)?:$/.test(url.protocol)) return url
  // The value is not repeated: a mistyped address may still hold a password.
  throw new PostgresFault(
    'DATABASE_URL 的写法不对；应为 postgres://用户:密码@主机:端口/数据库，特殊字符要按 URL 编码。',
  )
}

/**
 * Proves that the database behind DATABASE_URL can be used: reachable, PostgreSQL 15 or newer, UTF8.
 * Throws PostgresFault with what to do. Takes 5 seconds at most for a host that does not answer. Returns its port.
 */
export async function checkExternal(databaseUrl: string): Promise<number> {
  const url = parse(databaseUrl)
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 })
  // A server that goes away while we ask must not end the process (57P01).
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ number: number; encoding: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding`,
    )
    const { number = 0, encoding = '' } = rows[0] ?? {}
    if (number < oldestMajor * 10_000) {
      const major = Math.floor(number / 10_000)
      throw new PostgresFault(
        `DATABASE_URL 指向 PostgreSQL ${major}，太旧；需要 PostgreSQL ${oldestMajor} 或更新的版本。`,
      )
    }
    if (encoding !== 'UTF8') {
      throw new PostgresFault(
        `DATABASE_URL 指向的数据库编码是 ${encoding}；需要 UTF8：createdb -E UTF8 -T template0 数据库名。`,
      )
    }
  } catch (error) {
    if (error instanceof PostgresFault) throw error
    throw new PostgresFault(sentence(error as NodeJS.ErrnoException, url), String(error))
  } finally {
    await client.end().catch(() => undefined)
  }
  return Number(url.port || 5432)
}
