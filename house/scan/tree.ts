import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of the repository; `path` is relative to its root, with slashes. */
export type SourceFile = { path: string; text: string }

/** The repository as the checks see it. */
export type Tree = {
  root: string
  files: SourceFile[]
  byPath: Map<string, SourceFile>
  /** Module folders ("4-enrol/enrolments") in the order of modules/lifecycle.ts. */
  lifecycle: string[]
  /** package.json's imports. */
  aliases: Record<string, string>
}

const notOurs = new Set(['node_modules', 'data', 'dist', 'reports', '.git'])
const readable = /\.(ts|tsx|mjs|css|sql|typ|md|html|json|yml|yaml|sh|svg)$|(^|\/)(\.ci\/run|\.gitignore)$/

/** Code that the import rules speak of. */
export const isCode = (path: string): boolean => /\.(ts|tsx)$/.test(path)
export const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)tests\//.test(path)

/** Reads the files below `root`. */
export function readTree(root: string): Tree {
  const paths = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : paths(path)
      return readable.test(path) ? [path] : []
    })
  const files = paths('')
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const byPath = new Map(files.map((file) => [file.path, file]))
  const contents = byPath.get('modules/lifecycle.ts')?.text ?? ''
  const settings = JSON.parse(byPath.get('package.json')?.text ?? '{}') as { imports?: Record<string, string> }
  return { root, files, byPath, lifecycle: foldersIn(contents), aliases: settings.imports ?? {} }
}

/** The first cell of each row of the table of contents. */
function foldersIn(contents: string): string[] {
  return [...contents.matchAll(/^\s*\[\s*'([\w-]+\/[\w-]+)'\s*,/gm)].map((row) => row[1] ?? '')
}
