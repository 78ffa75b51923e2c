import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { orCrash, readPlaywright, readVitest } from './outcome.ts'

const folder = mkdtempSync(join(tmpdir(), 'jianheng-outcome-'))
afterAll(() => rmSync(folder, { recursive: true }))

function report(content: unknown): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

test('vitest: titles carry their groups, and a file that could not be read is a failure', () => {
  const file = report({
    testResults: [
      {
        name: '/repo/kit/a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'group one', status: 'passed' },
          { fullName: 'group two', status: 'failed' },
          { fullName: 'group three', status: 'pending' },
        ],
      },
      { name: '/repo/kit/b.test.ts', status: 'failed', assertionResults: [] },
    ],
  })
  expect(readVitest(file, '/repo')).toEqual([
    { title: 'group one', file: 'kit/a.test.ts', status: 'passed' },
    { title: 'group two', file: 'kit/a.test.ts', status: 'failed' },
    { title: 'group three', file: 'kit/a.test.ts', status: 'skipped' },
    { title: 'kit/b.test.ts', file: 'kit/b.test.ts', status: 'failed' },
  ])
})

test('Playwright: groups are followed inwards, and a flaky journey is a failed one', () => {
  const spec = (title: string, ...statuses: string[]) => ({
    title,
    file: 'enrol.journey.ts',
    tests: statuses.map((status) => ({ status })),
  })
  const inner = {
    title: '报考',
    file: 'enrol.journey.ts',
    specs: [spec('two', 'flaky'), spec('three', 'skipped'), spec('four', 'unexpected')],
  }
  const file = report({
    config: { rootDir: '/repo/journeys' },
    suites: [
      { title: 'enrol.journey.ts', file: 'enrol.journey.ts', specs: [spec('one', 'expected')], suites: [inner] },
    ],
  })
  expect(readPlaywright(file, '/repo').map(({ title, status }) => `${title}: ${status}`)).toEqual([
    'one: passed',
    '报考 two: failed',
    '报考 three: skipped',
    '报考 four: failed',
  ])
  expect(readPlaywright(file, '/repo')[0]?.file).toBe('journeys/enrol.journey.ts')
})

test('a runner that left no report gives no outcome', () => {
  expect(readVitest(join(folder, 'none.json'), '/repo')).toEqual([])
  expect(readPlaywright(join(folder, 'none.json'), '/repo')).toEqual([])
})

test('a run that ends badly without a failed test counts as one failure, and only then', () => {
  const passed = { title: 'one', file: 'a.test.ts', status: 'passed' as const }
  const failed = { title: 'two', file: 'a.test.ts', status: 'failed' as const }
  expect(orCrash('unit', 1, [passed])).toEqual([passed, { title: 'unit 以代码 1 结束', file: '', status: 'failed' }])
  expect(orCrash('unit', 1, [passed, failed])).toEqual([passed, failed])
  expect(orCrash('unit', 0, [passed])).toEqual([passed])
})
