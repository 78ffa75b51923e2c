import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Import, parse } from './parse.ts'
import { type Place, placeOf } from './place.ts'
import { isCode, isTest, type SourceFile, type Tree } from './tree.ts'

/** What an import leads to: a file of ours, a package (by its name), or a part of Node. `missing`: nothing. */
export type Target =
  | { kind: 'file'; path: string; place: Place }
  | { kind: 'package'; name: string }
  | { kind: 'node'; name: string }
  | { kind: 'missing' }

export type Edge = { from: SourceFile; at: Place; isTest: boolean; import: Import; to: Target }

const cache = new WeakMap<Tree, Edge[]>()

/** Every import of every file of code, type-only ones too: rings start with them. */
export function edgesOf(tree: Tree): Edge[] {
  const known = cache.get(tree)
  if (known) return known
  const edges = tree.files
    .filter((file) => isCode(file.path))
    .flatMap((from) =>
      parse(from).imports.map((each) => ({
        from,
        at: placeOf(from.path),
        isTest: isTest(from.path),
        import: each,
        to: resolve(tree, from.path, each.specifier),
      })),
    )
  cache.set(tree, edges)
  return edges
}

function resolve(tree: Tree, from: string, specifier: string): Target {
  const bare = specifier.replace(/\?.*$/, '')
  if (bare.startsWith('node:')) return { kind: 'node', name: bare }
  if (bare.startsWith('.')) return file(tree, join(dirname(from), bare))
  if (bare.startsWith('#')) return file(tree, throughAlias(tree, bare))
  return {
    kind: 'package',
    name: bare
      .split('/')
      .slice(0, bare.startsWith('@') ? 2 : 1)
      .join('/'),
  }
}

function throughAlias(tree: Tree, specifier: string): string {
  for (const [alias, target] of Object.entries(tree.aliases)) {
    const stem = alias.replace(/\*$/, '')
    if (alias === specifier) return join(target)
    if (stem !== alias && specifier.startsWith(stem)) return join(target.replace('*', specifier.slice(stem.length)))
  }
  return ''
}

function file(tree: Tree, path: string): Target {
  const isThere = path !== '' && (tree.byPath.has(path) || existsSync(join(tree.root, path)))
  return isThere ? { kind: 'file', path, place: placeOf(path) } : { kind: 'missing' }
}
