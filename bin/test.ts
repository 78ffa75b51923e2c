// `npm test`: everything in order, one summary, and last one line "N passed, N failed" over all runners.
// `npm test -- --only unit,stories [part of a path …]` runs some steps, or only files whose path contains the words.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { summaryLines } from '../house/requirements/summary.ts'
import { writeEvidence } from '../house/requirements/evidence.ts'
import type { Outcome } from '../house/test-run/outcome.ts'
import { endPrograms } from '../house/test-run/program.ts'
import { type Step, steps } from '../house/test-run/steps.ts'

const root = join(import.meta.dirname, '..')
process.chdir(root)
// The tools that npm would find first, also when this file is run by hand.
process.env['PATH'] = `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}`

const longestOutput = 400

function chosenSteps(): { chosen: readonly Step[]; filters: string[] } {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string', multiple: true } },
    allowPositionals: true,
  })
  const names = (values.only ?? []).flatMap((each) => each.split(',')).filter(Boolean)
  const unknown = names.find((name) => !steps.some((step) => step.only === name || step.name === name))
  if (unknown) {
    const known = [...new Set(steps.map((step) => step.only))].join('、')
    console.error(`没有名为 ${unknown} 的步骤；可选：${known}。`)
    process.exit(2)
  }
  const chosen =
    names.length === 0 ? steps : steps.filter((step) => names.includes(step.only) || names.includes(step.name))
  return { chosen, filters: positionals }
}

const count = (outcomes: Outcome[], status: Outcome['status']) =>
  outcomes.filter((each) => each.status === status).length

function printStep(step: Step, outcomes: Outcome[], output: string, seconds: number): void {
  const failed = count(outcomes, 'failed')
  const skipped = count(outcomes, 'skipped')
  const sign = failed ? '✗' : outcomes.length ? '✓' : '–'
  const counts = `通过 ${count(outcomes, 'passed')}${failed ? `，失败 ${failed}` : ''}${skipped ? `，略过 ${skipped}` : ''}`
  if (failed) console.log(output.trimEnd().split('\n').slice(-longestOutput).join('\n'))
  console.log(`${sign} ${step.name.padEnd(11)} ${seconds.toFixed(1).padStart(6)} s  ${counts}  ${step.label}`)
  if (outcomes.length === 0) console.log(`  ${output.trim()}`)
}

const { chosen, filters } = chosenSteps()
if (chosen.length === steps.length && filters.length === 0) rmSync('reports', { recursive: true, force: true })
mkdirSync('reports', { recursive: true })
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    endPrograms()
    process.exit(130)
  })
}

const all: Outcome[] = []
for (const step of chosen) {
  const began = performance.now()
  const { outcomes, output } = await step.run(filters).catch((error: Error) => ({
    outcomes: [{ title: step.name, file: '', status: 'failed' as const }],
    output: error.message,
  }))
  all.push(...outcomes)
  printStep(step, outcomes, output, (performance.now() - began) / 1000)
}
if (filters.length === 0) {
  writeEvidence(root)
  for (const line of summaryLines(root)) console.log(line)
}

const failed = count(all, 'failed')
process.exitCode = failed > 0 || all.length === 0 ? 1 : 0
console.log(`\n${count(all, 'passed')} passed, ${failed} failed`)
