import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** One test or check and what came of it. `title` holds the titles of its groups too; `file` is relative to the root. */
export type Outcome = { title: string; file: string; status: 'passed' | 'failed' | 'skipped' }

type VitestReport = {
  testResults: {
    name: string
    status: string
    assertionResults: { fullName: string; status: string }[]
  }[]
}

type PlaywrightSuite = {
  title: string
  file: string
  suites?: PlaywrightSuite[]
  specs: { title: string; file: string; tests: { status: 'expected' | 'unexpected' | 'flaky' | 'skipped' }[] }[]
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}

const vitestStatus = (status: string): Outcome['status'] =>
  status === 'passed' || status === 'failed' ? status : 'skipped'

/** Outcomes from vitest's JSON report; a file that could not even be read counts as one failure. */
export function readVitest(reportFile: string, root: string): Outcome[] {
  const report = readJson<VitestReport>(reportFile)
  return (report?.testResults ?? []).flatMap(({ name, status, assertionResults }) => {
    const file = relative(root, name)
    const outcomes = assertionResults.map((each) => ({ title: each.fullName, file, status: vitestStatus(each.status) }))
    const isBroken = status === 'failed' && outcomes.every((each) => each.status !== 'failed')
    return isBroken ? [...outcomes, { title: file, file, status: 'failed' as const }] : outcomes
  })
}

/** Outcomes from Playwright's JSON report. A flaky test counts as failed: there are no retries to hide it. */
export function readPlaywright(reportFile: string, root: string): Outcome[] {
  const report = readJson<{ suites: PlaywrightSuite[]; config: { rootDir: string } }>(reportFile)
  if (!report) return []
  const base = relative(root, report.config.rootDir)
  const collect = (suite: PlaywrightSuite, above: string[]): Outcome[] => {
    const titles = suite.title === suite.file ? above : [...above, suite.title]
    const own = suite.specs.map(({ title, file, tests }) => {
      const states = tests.map((each) => each.status)
      const isSkipped = states.every((each) => each === 'skipped')
      const hasFailed = states.some((each) => each === 'unexpected' || each === 'flaky')
      const status = isSkipped ? ('skipped' as const) : hasFailed ? ('failed' as const) : ('passed' as const)
      return { title: [...titles, title].join(' '), file: `${base}/${file}`, status }
    })
    return [...own, ...(suite.suites ?? []).flatMap((inner) => collect(inner, titles))]
  }
  return report.suites.flatMap((suite) => collect(suite, []))
}

/** A run that failed without a failed test (a crash, an unhandled error, nothing found) is a failure of its own. */
export function orCrash(step: string, code: number, outcomes: Outcome[]): Outcome[] {
  if (code === 0 || outcomes.some((each) => each.status === 'failed')) return outcomes
  return [...outcomes, { title: `${step} 以代码 ${code} 结束`, file: '', status: 'failed' }]
}
