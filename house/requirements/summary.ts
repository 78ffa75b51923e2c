import { type Evidence, readEvidence } from './evidence.ts'
import { readSpecs, specFolder } from './ids.ts'

/** Requirements of one spec file: how many, and which are proved, failing, or without a test that was run. */
export type Standing = { total: number; proved: string[]; failing: string[]; missing: string[] }

/** Sorts a spec's ids by what the evidence says of each. */
export function standingOf(ids: string[], proof: Record<string, Evidence>): Standing {
  const having = (status: string) => ids.filter((id) => proof[id]?.status === status)
  const [proved, failing] = [having('passed'), having('failed')]
  return {
    total: ids.length,
    proved,
    failing,
    missing: ids.filter((id) => !proved.includes(id) && !failing.includes(id)),
  }
}

/** The standing of each spec file, or the sentence that says why there is none. */
export function readStandings(root: string, folder = specFolder(root)): Map<string, Standing> | string {
  const specs = readSpecs(folder)
  if (!specs) return `没有找到需求文件夹 ${folder}，不统计需求的覆盖；把它放在仓库旁边（../shared/spec）再运行一次。`
  const proof = readEvidence(root)
  if (!proof) return '还没有测试结果（reports/requirements.json）；请先运行 npm test。'
  return new Map([...specs].map(([name, ids]) => [name, standingOf(ids, proof)]))
}

/** Lines for people: one for each spec file. */
export function summaryLines(root: string): string[] {
  const standings = readStandings(root)
  if (typeof standings === 'string') return [standings]
  return [...standings].map(([name, { total, proved, failing, missing }]) => {
    const counts = `已证明 ${proved.length}，失败 ${failing.length}，尚无测试 ${missing.length}`
    return `需求 ${name.padEnd(9)} 共 ${total}：${counts}`
  })
}
