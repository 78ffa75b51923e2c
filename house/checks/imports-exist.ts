import { edgesOf } from '../scan/imports.ts'
import { type Check, whereOf } from './check.ts'

/** A check that cannot follow an import sees nothing behind it: each must lead to a file on disk. */
export const importsExist: Check = {
  name: 'imports-exist',
  find: (tree) =>
    edgesOf(tree)
      .filter(({ to }) => to.kind === 'missing')
      .map(
        (edge) => `${whereOf(edge)}：${edge.import.specifier} 没有对应的文件；改正路径（带扩展名），或先建好那个文件。`,
      ),
}
