import { type Edge, edgesOf } from '../scan/imports.ts'
import { nameOf } from '../scan/place.ts'
import type { Tree } from '../scan/tree.ts'
import { type Check, whereOf } from './check.ts'

const rooms = { '': 'index.ts', '/server': 'server/index.ts', '/ui': 'ui/index.ts' }

/** `#enrolments`, `#enrolments/server` and `#enrolments/ui` with the files they must lead to, for the whole list. */
function doorsOf(tree: Tree): Map<string, string> {
  return new Map(
    tree.lifecycle.flatMap((folder) =>
      Object.entries(rooms).map(
        ([room, file]) => [`#${nameOf(folder)}${room}`, `./modules/${folder}/${file}`] as const,
      ),
    ),
  )
}

function aliasFaults(tree: Tree): string[] {
  const doors = doorsOf(tree)
  const missing = [...doors].filter(([alias, file]) => tree.aliases[alias] !== file)
  const foreign = Object.keys(tree.aliases).filter((alias) => !doors.has(alias) && !/^#(kit|packages)\/\*$/.test(alias))
  return [
    ...missing.map(([alias, file]) => `package.json：imports 中缺 "${alias}": "${file}"（按 modules/lifecycle.ts）。`),
    ...foreign.map(
      (alias) => `package.json：imports 中的 "${alias}" 不是任何模块的门；删掉，或在 modules/lifecycle.ts 中加上模块。`,
    ),
  ]
}

function climbsThroughWindow(edge: Edge, doors: Map<string, string>): boolean {
  if (edge.to.kind !== 'file' || edge.to.place.kind !== 'module') return false
  if (edge.at.kind === 'module' && edge.at.folder === edge.to.place.folder) return edge.import.specifier.startsWith('#')
  return doors.get(edge.import.specifier) !== `./${edge.to.path}`
}

/** Rule 2: another module is reached only through its doors, by their names in package.json. */
export const oneDoor: Check = {
  name: 'one-door',
  find: (tree) => {
    const doors = doorsOf(tree)
    const windows = edgesOf(tree).filter((edge) => climbsThroughWindow(edge, doors))
    return [
      ...aliasFaults(tree),
      ...windows.map((edge) =>
        edge.import.specifier.startsWith('#')
          ? `${whereOf(edge)}：${edge.import.specifier} 是本模块自己的门；模块内部用相对路径。`
          : `${whereOf(edge)}：${edge.import.specifier} 绕过了那个模块的门；改用 #模块、#模块/server 或 #模块/ui，需要的东西由它的 index.ts 交出。`,
      ),
    ]
  },
}
