import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Outcome, readPlaywright, readVitest } from '../test-run/outcome.ts'
import { othersIn, requirementsIn } from './ids.ts'

/** What proves a requirement: its tests by step; it is failed when one of them failed, skipped when none was run. */
export type Evidence = {
  status: Outcome['status']
  tests: { step: string; file: string; title: string; status: Outcome['status'] }[]
}

type Proof = Record<string, Evidence>

const runs = [
  ['unit', readVitest],
  ['stories-18', readVitest],
  ['stories-15', readVitest],
  ['journeys', readPlaywright],
] as const

const evidenceFile = (root: string) => join(root, 'reports/requirements.json')

function statusOf(tests: Evidence['tests']): Outcome['status'] {
  if (tests.some((each) => each.status === 'failed')) return 'failed'
  return tests.some((each) => each.status === 'passed') ? 'passed' : 'skipped'
}

/** Groups outcomes by the ids in their titles, ids in order. */
export function proofFrom(outcomes: (Outcome & { step: string })[]): Proof {
  const byId = new Map<string, Evidence['tests']>()
  for (const { step, file, title, status } of outcomes) {
    for (const id of [...requirementsIn(title), ...othersIn(title)]) {
      byId.set(id, [...(byId.get(id) ?? []), { step, file, title, status }])
    }
  }
  const inOrder = [...byId].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  return Object.fromEntries(inOrder.map(([id, tests]) => [id, { status: statusOf(tests), tests }]))
}

/** Writes reports/requirements.json from the runners' reports that lie in reports/. */
export function writeEvidence(root: string): void {
  const outcomes = runs.flatMap(([step, read]) =>
    read(join(root, 'reports', `${step}.json`), root).map((outcome) => ({ ...outcome, step })),
  )
  writeFileSync(evidenceFile(root), JSON.stringify(proofFrom(outcomes), null, 2) + '\n')
}

/** The evidence of the last test run; undefined when there was none. */
export function readEvidence(root: string): Proof | undefined {
  const file = evidenceFile(root)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Proof) : undefined
}
