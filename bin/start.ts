// `npm start`: builds what is missing, starts the database and the program, makes the demo world on the first start.
import { resolve } from 'node:path'
import { PostgresFault } from '#kit/server/postgres.ts'
import { StartFault } from '#kit/server/world.ts'
import { startProgram, type Program } from '../apps/server/program.ts'
import { fillFirst } from '../seeds/first-start.ts'
import { buildFronts } from './build-fronts.ts'

const port = Number(process.env['PORT'] ?? 8080)
const address = process.env['PUBLIC_ADDRESS'] ?? `http://localhost:${port}`
const world = process.env['JIANHENG_WORLD'] === 'production' ? 'production' : 'demo'
let program: Program | null = null
let leaving = false

async function leave(code: number): Promise<void> {
  if (leaving) return
  leaving = true
  // A second press, or a stop that hangs, ends the process anyway; the next start repairs what it left.
  setTimeout(() => process.exit(code || 1), 20_000).unref()
  await program?.stop()
  process.exit(code)
}
process.on('SIGINT', () => void leave(0))
process.on('SIGTERM', () => void leave(0))

try {
  await buildFronts()
  program = await startProgram({
    dataDir: resolve(process.env['DATA_DIR'] ?? 'data'),
    databaseUrl: process.env['DATABASE_URL'],
    port,
    host: process.env['HOST'] ?? '0.0.0.0',
    address,
    world,
    role: (process.env['ROLE'] as 'web' | 'worker' | 'both' | undefined) ?? 'both',
  })
  const said = program.isEmpty ? await fillFirst(program, world) : []
  console.log(`\n鉴衡已启动：${address}\n`)
  for (const line of said) console.log(line)
  if (!said.length && world === 'demo') console.log('演示账号见 README；首次启动时也列出过。按 Ctrl-C 停止。')
} catch (e) {
  if (e instanceof StartFault || e instanceof PostgresFault) console.error(`\n${e.message}\n`)
  else console.error(e)
  await leave(1)
}
