import type { Tree } from './tree.ts'

/** Rooms of a module: its top-level files are the hall. */
export type Room = 'hall' | 'server' | 'ui' | 'tests'

/** Where a file stands in the house. */
export type Place =
  | { kind: 'module'; folder: string; room: Room; file: string }
  | { kind: 'kit'; room: 'pure' | 'server' | 'ui' }
  | { kind: 'package'; name: string }
  | { kind: 'app'; name: string }
  | { kind: 'contents' }
  | { kind: 'other'; folder: string }

/** The place of a path such as `modules/4-enrol/enrolments/server/enrol.ts`. */
export function placeOf(path: string): Place {
  const [top = '', second = '', third = '', ...rest] = path.split('/')
  if (top === 'modules' && rest.length > 0) {
    const [first = ''] = rest
    const isRoom = rest.length > 1 && (first === 'server' || first === 'ui' || first === 'tests')
    const folder = `${second}/${third}`
    return { kind: 'module', folder, room: isRoom ? first : 'hall', file: rest.slice(isRoom ? 1 : 0).join('/') }
  }
  if (top === 'modules') return { kind: 'contents' }
  if (top === 'kit' && (second === 'pure' || second === 'server' || second === 'ui'))
    return { kind: 'kit', room: second }
  if (top === 'packages') return { kind: 'package', name: second }
  if (top === 'apps') return { kind: 'app', name: second }
  return { kind: 'other', folder: top }
}

/** Position of a module in the order of the lifecycle; -1 when it is not in the list. */
export const positionOf = (tree: Tree, folder: string): number => tree.lifecycle.indexOf(folder)

/** "4-enrol/enrolments" → "enrolments": the name in import paths, without its chapter's number. */
export const nameOf = (folder: string): string => folder.split('/')[1] ?? folder

/** The database schema of a module. */
export const schemaOf = (folder: string): string => nameOf(folder).replaceAll('-', '_')
