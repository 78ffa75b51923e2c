// `npm run requirements`: how many requirements of each spec file are proved by tests.
// `-- --json`: the counts in one line of JSON. `-- --missing pilot`: ids of that file without a test that was run.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readStandings, summaryLines } from '../house/requirements/summary.ts'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { json: { type: 'boolean' }, missing: { type: 'string' } } })
const standings = readStandings(root)

if (typeof standings === 'string') {
  console.error(standings)
  process.exitCode = 1
} else if (values.missing !== undefined) {
  const standing = standings.get(values.missing)
  if (standing) for (const id of standing.missing) console.log(id)
  else {
    console.error(`没有名为 ${values.missing} 的需求文件；可选：${[...standings.keys()].join('、')}。`)
    process.exitCode = 1
  }
} else if (values.json) {
  const counts = [...standings].map(([name, { total, proved, failing, missing }]) => [
    name,
    { total, proved: proved.length, failing: failing.length, missing: missing.length },
  ])
  console.log(JSON.stringify(Object.fromEntries(counts)))
} else {
  for (const line of summaryLines(root)) console.log(line)
}
