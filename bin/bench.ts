// `npm run bench [-- --quick] [--json]`: ratios against floors taken in the same run. Absolute figures only explain them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { certificateBench } from '../bench/certificates.ts'
import { ground, machine, type Ratio } from '../bench/ground.ts'
import { importBench } from '../bench/import.ts'
import { listBench } from '../bench/lists.ts'
import { verificationBench } from '../bench/verification.ts'

const quick = process.argv.includes('--quick')
const asJson = process.argv.includes('--json')
const results: Ratio[] = []
const say = (r: Ratio | Ratio[]): void => {
  for (const x of [r].flat()) {
    results.push(x)
    console.log(`${x.ok === null ? '未测得' : x.ok ? '达到' : '未达到'} ${x.name}：${x.ratio}（目标 ${x.target}）`, asJson ? '' : JSON.stringify(x.detail))
  }
}
/** A bench that breaks is not measured; it never counts as passed. */
async function measured(name: string, work: () => Promise<Ratio | Ratio[]>): Promise<void> {
  try {
    say(await work())
  } catch (e) {
    console.error(e)
    say({ name, ratio: Number.NaN, target: Number.NaN, ok: null, detail: { error: (e as Error).message } })
  }
}
const before = machine()
console.log(JSON.stringify(before))
const g = await ground()
try {
  for (const n of quick ? [10_000] : [10_000, 100_000]) await measured(`import ${n}`, () => importBench(g, n))
  await measured('verification', () => verificationBench(g, quick ? 20_000 : 200_000, quick ? 3 : 8))
  await measured('lists', () => listBench(g, quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]))
} finally {
  await g.close()
}
await measured('certificates', () => certificateBench(quick ? 120 : 600))
const folder = fileURLToPath(new URL('../bench/results', import.meta.url))
mkdirSync(folder, { recursive: true })
writeFileSync(`${folder}/${quick ? 'quick' : 'full'}.json`, `${JSON.stringify({ before, after: machine(), results }, null, 1)}\n`)
if (asJson) console.log(JSON.stringify(results.map(({ name, ratio, target, ok }) => ({ name, ratio, target, ok }))))
process.exit(results.every((r) => r.ok) ? 0 : 1)
