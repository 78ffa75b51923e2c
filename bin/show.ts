// `npm run show -- routes | permissions | states | sheets | jobs | bypasses | openapi [module]`: what is derived, printed.
import { globSync, readFileSync } from 'node:fs'
import { actorKinds, type ActorKind } from '#kit/pure/who.ts'
import { pathOf } from '#kit/pure/operation.ts'
import { openApiOf } from './openapi.ts'
import { handlers, jobs, registry, workflows } from '../apps/server/assembly.ts'

const [what = '', only] = process.argv.slice(2)
const mine = <T extends { module: string }>(list: readonly T[]): T[] => list.filter((x) => !only || x.module === only)
const operations = mine(handlers.map((h) => h.operation)).toSorted((a, b) => pathOf(a).localeCompare(pathOf(b)))
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(1, width - [...text].reduce((n, c) => n + (c.charCodeAt(0) > 0x2e80 ? 2 : 1), 0)))

function routes(): void {
  for (const o of operations) console.log(`${o.kind === 'read' ? 'GET ' : 'POST'} ${pad(pathOf(o), 52)}${pad(o.label, 30)}${o.refuses.join(' ')}`)
}
/** Which actor kinds, with which right and relation; the roles that hold the right are data (npm start › 角色管理). */
function permissions(): void {
  const kinds = Object.keys(actorKinds).filter((k) => k !== 'system') as ActorKind[]
  console.log(pad('操作', 54) + kinds.map((k) => pad(actorKinds[k], 22)).join(''))
  for (const o of operations) {
    const cells = kinds.map((k) => o.who.filter((g) => g.actor === k).map((g) => `${g.right}/${g.relation}`).join(' ') || '—')
    console.log(pad(`${o.module}.${o.name}`, 54) + cells.map((c) => pad(c, 22)).join(''))
  }
}
function states(): void {
  for (const w of workflows.filter((x) => !only || x.name === only)) {
    console.log(`\n${w.label}（${w.name}） 起点：${w.start.map((s) => w.states[s]?.label).join('、')}`)
    for (const [name, s] of Object.entries(w.steps))
      console.log(`  ${pad(s.label, 16)}${pad(name, 26)}${s.from.map((f) => w.states[f]?.label).join('、')} → ${w.states[s.to]?.label}${s.asks ? `（要求${s.asks === 'reason' ? '理由' : '签字'}）` : ''}${s.final ? '（不可撤回）' : ''}`)
  }
}
function sheets(): void {
  for (const [code, { sheet }] of registry.imports) {
    if (only && sheet.module !== only) continue
    console.log(`\n${sheet.title}（${code}） 每行即操作 ${sheet.row.module}.${sheet.row.name}${sheet.undo ? '，可撤销' : ''}`)
    for (const c of sheet.columns) console.log(`  ${pad(c.title + (c.required ? '*' : ''), 20)}${pad(c.field, 18)}${c.kind ?? 'text'}  ${c.note ?? ''}`)
  }
  for (const [code, { sheet }] of registry.exports) if (!only || sheet.module === only) console.log(`\n导出 ${sheet.title}（${code}）：${sheet.columns.map((c) => c.title).join('、')}`)
}
function timetable(): void {
  for (const j of jobs) if (!only || j.name.startsWith(`${only}.`)) console.log(`${pad(j.name, 32)}${pad(j.label, 24)}${j.everyMs ? `每 ${j.everyMs / 1000} 秒` : '按需'}  最多 ${j.tries ?? 5} 次`)
}
/** Who works outside the row policies, and why they say so. */
function bypasses(): void {
  for (const file of globSync('{apps,kit,modules,seeds}/**/*.ts').filter((f) => !f.includes('test')))
    for (const m of readFileSync(file, 'utf8').matchAll(/asTheSystem\([^,]+, '([^']+)'/g)) console.log(`${pad(file, 60)}${m[1]}`)
  const unscoped = mine(handlers.filter((h) => h.unscoped).map((h) => h.operation))
  console.log(`\n不受行级策略限制的操作（各自的读取规则见其处理文件）：${unscoped.map((o) => `${o.module}.${o.name}`).join('、')}`)
}
/** OpenAPI 3.1 as JSON. */
const openapi = (): void => console.log(JSON.stringify(openApiOf(operations, '0.1.0'), null, 1))
const printers: Record<string, () => void> = { openapi, routes, permissions, states, sheets, jobs: timetable, bypasses }
const print = printers[what]
if (print) print()
else {
  console.log(`用法：npm run show -- ${Object.keys(printers).join(' | ')} [模块]\n共 ${handlers.length} 个操作、${registry.imports.size} 个导入、${registry.exports.size} 个导出、${jobs.length} 个任务。`)
}
