import { edgesOf } from '../scan/imports.ts'
import type { Tree } from '../scan/tree.ts'
import type { Check } from './check.ts'

function graphOf(tree: Tree): Map<string, string[]> {
  const graph = new Map<string, string[]>()
  for (const { from, to } of edgesOf(tree)) {
    if (to.kind === 'file') graph.set(from.path, [...(graph.get(from.path) ?? []), to.path])
  }
  return graph
}

/** Takes away files that import nothing left, again and again; what remains lies on a ring or leads into one. */
function withoutLeaves(graph: Map<string, string[]>): Map<string, string[]> {
  let rest = new Map(graph)
  for (;;) {
    const next = new Map([...rest].map(([file, to]) => [file, to.filter((each) => rest.has(each))] as const))
    const kept = new Map([...next].filter(([, to]) => to.length > 0))
    if (kept.size === rest.size) return kept
    rest = kept
  }
}

/** The rings of imports: each as its files in order, the first repeated at the end. */
function ringsOf(tree: Tree): string[][] {
  const rest = withoutLeaves(graphOf(tree))
  const rings: string[][] = []
  const told = new Set<string>()
  for (const start of [...rest.keys()].toSorted()) {
    if (told.has(start)) continue
    const path: string[] = []
    let at = start
    while (!path.includes(at) && !told.has(at)) {
      path.push(at)
      at = rest.get(at)?.[0] ?? start
    }
    for (const file of path) told.add(file)
    if (path.includes(at)) rings.push([...path.slice(path.indexOf(at)), at])
  }
  return rings
}

/** No rings of imports, also inside a module; type-only imports count. */
export const noCycles: Check = {
  name: 'no-cycles',
  find: (tree) => ringsOf(tree).map((ring) => `${ring.join(' → ')}：引用成环；把环上共用的那一部分移到单独的文件。`),
}
