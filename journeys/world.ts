import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildFronts } from '../bin/build-fronts.ts'
import { startProgram } from '../apps/server/program.ts'
import { fillFirst } from '../seeds/first-start.ts'

/** The demo world of `npm start` on a port of its own; journeys walk it in the order of their names, as one long story. */
export default async function world(): Promise<() => Promise<void>> {
  await buildFronts()
  const dataDir = mkdtempSync(join(tmpdir(), 'jianheng-journeys-'))
  const port = Number(process.env['JOURNEYS_PORT'] ?? 8765)
  const address = `http://localhost:${port}`
  const program = await startProgram({ dataDir, port, host: '127.0.0.1', address, world: 'demo', role: 'both' })
  await fillFirst(program, 'demo')
  process.env['JOURNEYS_ADDRESS'] = address
  process.env['JOURNEYS_ADMIN_URL'] = program.adminUrl
  writeFileSync(join(tmpdir(), 'jianheng-journeys.json'), JSON.stringify({ address, adminUrl: program.adminUrl }))
  return async () => {
    await program.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
