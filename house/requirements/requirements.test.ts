import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proofFrom } from './evidence.ts'
import { idsOfSpec, othersIn, requirementsIn } from './ids.ts'
import { readStandings, standingOf } from './summary.ts'

test('ids are read from titles: requirements, and apart from them rows and scenarios', () => {
  // Written in pieces, so that this title does not claim to prove them.
  const id = (letter: string, rest: string) => `${letter}-${rest}`
  const title = `${id('P', '5.2.3-04')} ${id('P', '0-06')}：文件有两行错；${id('P3', '3.1-09')}、${id('I', '1.2.2-109')} ${id('S', '3.1-05')}`
  expect(requirementsIn(title)).toEqual(['P-5.2.3-04', 'P-0-06', 'P3-3.1-09', 'I-1.2.2-109', 'S-3.1-05'])
  expect(requirementsIn('P-5 XP-0-06 P-0-06-1 S2.10 SC-01 A-02')).toEqual([])
  expect(othersIn('S2.10 SC-01 moves S2 and 1.2.3')).toEqual(['S2.10', 'SC-01'])
})

test('ids of a spec are the first cells of its tables, each once', () => {
  const spec = [
    '| id | actor |',
    '|---|---|',
    '| P-1-07 | SCH |',
    '| P-1-07 | SCH |',
    'see | P-9-99 |',
    '| S2.10 | x |',
  ].join('\n')
  expect(idsOfSpec(spec)).toEqual(['P-1-07'])
})

test('an id is proved by a test that passed, failing by one that failed, missing when none was run', () => {
  const run = (title: string, status: 'passed' | 'failed' | 'skipped', step = 'unit') => ({
    title,
    status,
    step,
    file: 'a.test.ts',
  })
  const proof = proofFrom([
    run('P-1-01 P-1-02 one', 'passed'),
    run('P-1-02 one', 'failed', 'stories-15'),
    run('P-1-10 later', 'skipped'),
  ])
  expect(Object.keys(proof)).toEqual(['P-1-01', 'P-1-02', 'P-1-10'])
  expect(proof['P-1-02']).toEqual({
    status: 'failed',
    tests: [
      { step: 'unit', file: 'a.test.ts', title: 'P-1-01 P-1-02 one', status: 'passed' },
      { step: 'stories-15', file: 'a.test.ts', title: 'P-1-02 one', status: 'failed' },
    ],
  })
  expect(standingOf(['P-1-01', 'P-1-02', 'P-1-10', 'P-1-11'], proof)).toEqual({
    total: 4,
    proved: ['P-1-01'],
    failing: ['P-1-02'],
    missing: ['P-1-10', 'P-1-11'],
  })
})

test('without the spec folder, and without a test run, one sentence says what to do', () => {
  const root = mkdtempSync(join(tmpdir(), 'jianheng-specs-'))
  expect(readStandings(root, join(root, 'none'))).toContain('没有找到需求文件夹')
  mkdirSync(join(root, 'spec'))
  writeFileSync(join(root, 'spec/pilot.md'), '| P-1-01 | x |\n')
  expect(readStandings(root, join(root, 'spec'))).toContain('请先运行 npm test')
  mkdirSync(join(root, 'reports'))
  writeFileSync(join(root, 'reports/requirements.json'), '{}')
  expect(readStandings(root, join(root, 'spec'))).toEqual(
    new Map([['pilot', { total: 1, proved: [], failing: [], missing: ['P-1-01'] }]]),
  )
  rmSync(root, { recursive: true })
})
