import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const sources = [
  'apps/portal/**/*',
  'kit/{pure,ui}/**/*',
  'modules/*/*/*.ts',
  'modules/*/*/ui/**/*',
  'packages/**/*.ts',
  'package-lock.json',
]

function fingerprint(): string {
  const h = createHash('sha256')
  for (const file of globSync(sources, { cwd: root }).toSorted()) {
    const s = statSync(join(root, file))
    if (s.isFile()) h.update(`${file}\0`).update(readFileSync(join(root, file)))
  }
  return h.digest('hex')
}

/** Builds the portal when its sources changed since the last build; a second start finds it ready. */
export async function buildFronts(): Promise<void> {
  const config = join(root, 'apps/portal/vite.config.ts')
  if (!existsSync(config)) return
  const stamp = join(root, 'dist/portal/.stamp')
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  console.log('正在构建页面……')
  await build({ configFile: config, logLevel: 'warn' })
  mkdirSync(join(root, 'dist/portal'), { recursive: true })
  writeFileSync(stamp, now)
}
