import { type Edge, edgesOf } from '../scan/imports.ts'
import type { Tree } from '../scan/tree.ts'
import { type Check, whereOf } from './check.ts'

/** The schema library is the only package of others that a hall and kit/pure may use. */
const schemaLibrary = 'zod'

const isPlain = ({ at }: Edge): boolean =>
  (at.kind === 'module' && at.room === 'hall') || (at.kind === 'kit' && at.room === 'pure') || at.kind === 'contents'

/** Our packages that need Node or a package of others, also by way of another package: a hall may not use these. */
function heavyPackages(tree: Tree): Set<string> {
  const inside = edgesOf(tree).filter((edge) => edge.at.kind === 'package' && !edge.isTest)
  const heavy = new Set<string>()
  const spreads = ({ to }: Edge) =>
    to.kind === 'node' ||
    to.kind === 'package' ||
    (to.kind === 'file' && to.place.kind === 'package' && heavy.has(to.path))
  for (let before = -1; before !== heavy.size;) {
    before = heavy.size
    for (const edge of inside) if (spreads(edge)) heavy.add(edge.from.path)
  }
  return heavy
}

function fault({ to }: Edge, heavy: Set<string>): string | undefined {
  if (to.kind === 'node') return '用了 Node 的功能'
  if (to.kind === 'package') return to.name === schemaLibrary ? undefined : `用了软件包 ${to.name}`
  if (to.kind === 'missing') return undefined
  const { place } = to
  if (place.kind === 'kit') return place.room === 'pure' ? undefined : `用了 kit/${place.room}`
  if (place.kind === 'module') return place.room === 'hall' ? undefined : `用了 ${place.room} 的东西`
  if (place.kind === 'package')
    return heavy.has(to.path) ? `用了依赖 Node 或别的软件包的 packages/${place.name}` : undefined
  return place.kind === 'contents' ? undefined : `用了 ${to.path}`
}

/** Rule 3: a hall (a module's top-level files) and kit/pure run unchanged in the browser, the server and a test. */
export const hallIsPure: Check = {
  name: 'hall-is-pure',
  find: (tree) => {
    const heavy = heavyPackages(tree)
    return edgesOf(tree)
      .filter((edge) => isPlain(edge) && !edge.isTest)
      .flatMap((edge) => {
        const what = fault(edge, heavy)
        const way = '大厅只有数据和纯规则，要能原样在浏览器里运行；把它移到 server 或 ui。'
        return what ? [`${whereOf(edge)}：${what}（${edge.import.specifier}）。${way}`] : []
      })
  },
}
