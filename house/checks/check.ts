import type { Edge } from '../scan/imports.ts'
import type { Tree } from '../scan/tree.ts'

/** A rule of the house. `find` gives one line for each violation: where, and a sentence for the person who hits it. */
export type Check = { name: string; find: (tree: Tree) => string[]; note?: (tree: Tree) => string }

/** "path:line" of an import. */
export const whereOf = (edge: Edge): string => `${edge.from.path}:${edge.import.line}`
