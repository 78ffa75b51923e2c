import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checks, runCheck } from '../check.ts'
import { startDebianPostgres } from '../debian-postgres.ts'
import { readTree } from '../scan/tree.ts'
import { ensureBrowser } from './browser.ts'
import { type Outcome, orCrash, readPlaywright, readVitest } from './outcome.ts'
import { runProgram } from './program.ts'

/** What one step gave: its outcomes, and what to show when one of them failed or none was run. */
export type StepResult = { outcomes: Outcome[]; output: string }

/** `only` is what --only may name; several steps may share it. `run` gets the file filters of the command line. */
export type Step = { name: string; only: string; label: string; run: (filters: string[]) => Promise<StepResult> }

const root = join(import.meta.dirname, '../..')

/** A run of some files must not take the place of the whole runner's report: it proves only part of the requirements. */
function freshReport(name: string, filters: string[]): string {
  const folder = join(root, filters.length > 0 ? 'reports/part' : 'reports')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.json`)
  rmSync(file, { force: true })
  return file
}

async function program(name: string, command: string, args: string[]): Promise<StepResult> {
  const { code, output } = await runProgram(command, args)
  return { outcomes: [{ title: name, file: '', status: code === 0 ? 'passed' : 'failed' }], output }
}

async function vitest(name: string, project: string, filters: string[], env = {}): Promise<StepResult> {
  const reportFile = freshReport(name, filters)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  const filtered = filters.length > 0 ? [...filters, '--passWithNoTests'] : []
  const { code, output } = await runProgram('vitest', ['run', '--project', project, ...reporters, ...filtered], env)
  return { outcomes: orCrash(name, code, readVitest(reportFile, root)), output }
}

async function storiesOnDebian(filters: string[]): Promise<StepResult> {
  const server = await startDebianPostgres()
  if (!server) return { outcomes: [], output: '没有安装 Debian 的 PostgreSQL 15（/usr/lib/postgresql/15/bin），略过。' }
  try {
    return await vitest('stories-15', 'stories', filters, { TEST_DATABASE_URL: server.adminUrl })
  } finally {
    await server.end()
  }
}

async function journeys(filters: string[]): Promise<StepResult> {
  if (!existsSync(join(root, 'journeys/world.ts'))) return { outcomes: [], output: '没有 journeys/world.ts，略过。' }
  const trouble = await ensureBrowser()
  if (trouble) return { outcomes: [{ title: '浏览器', file: '', status: 'failed' }], output: trouble }
  const reportFile = freshReport('journeys', filters)
  const args = ['test', '-c', 'journeys/playwright.config.ts', ...filters]
  const { code, output } = await runProgram('playwright', args, { JOURNEYS_REPORT: reportFile })
  return { outcomes: orCrash('journeys', code, readPlaywright(reportFile, root)), output }
}

function houseChecks(): StepResult {
  const tree = readTree(root)
  const results = checks.map((check) => ({ name: check.name, violations: runCheck(check, tree) }))
  return {
    outcomes: results.map(({ name, violations }) => ({
      title: name,
      file: '',
      status: violations.length ? 'failed' : 'passed',
    })),
    output: results.flatMap(({ violations }) => violations).join('\n'),
  }
}

/** In the order of `npm test`: the quickest first. */
export const steps: readonly Step[] = [
  { name: 'types', only: 'types', label: '类型', run: () => program('tsc', 'tsc', ['-p', '.']) },
  { name: 'lint', only: 'lint', label: '静态检查', run: () => program('oxlint', 'oxlint', ['--type-aware']) },
  { name: 'house', only: 'house', label: '房屋规则', run: () => Promise.resolve(houseChecks()) },
  { name: 'unit', only: 'unit', label: '单元', run: (filters) => vitest('unit', 'unit', filters) },
  {
    name: 'stories-18',
    only: 'stories',
    label: '故事（随附 18）',
    run: (filters) => vitest('stories-18', 'stories', filters),
  },
  { name: 'stories-15', only: 'stories', label: '故事（Debian 15）', run: storiesOnDebian },
  { name: 'journeys', only: 'journeys', label: '浏览器旅程', run: journeys },
]
