import { parseSync } from '@swc/core'
import type { SourceFile } from './tree.ts'

/** An import, export-from, import() or import type in a file. `names` are the imported names ('default', '*' too). */
export type Import = { specifier: string; names: string[]; line: number }

/** What the checks know of a file of code. */
export type Parsed = {
  imports: Import[]
  /** Every identifier that is written in the file. */
  identifiers: Set<string>
  exported: string[]
  /** Texts of template literals by their tag ('' without one), `?` for each value. */
  templates: { tag: string; text: string; line: number }[]
}

type Node = { type?: string; value?: unknown } & Record<string, unknown>

const cache = new WeakMap<SourceFile, Parsed>()

/** Parses one TypeScript file. Throws with the path when it cannot be parsed: a check must not pass over it. */
export function parse(file: SourceFile): Parsed {
  const known = cache.get(file)
  if (known) return known
  const parsed = read(file)
  cache.set(file, parsed)
  return parsed
}

function read(file: SourceFile): Parsed {
  const parsed: Parsed = { imports: [], identifiers: new Set(), exported: [], templates: [] }
  const lineOf = (text: string) => {
    const at = file.text.indexOf(text)
    return at < 0 ? 1 : file.text.slice(0, at).split('\n').length
  }
  const addImport = (source: Node, names: string[]) => {
    const specifier = String(source.value)
    const line = lineOf(`'${specifier}'`) > 1 ? lineOf(`'${specifier}'`) : lineOf(`"${specifier}"`)
    parsed.imports.push({ specifier, names, line })
  }
  const visit = (node: Node) => {
    if (node.type === 'Identifier') parsed.identifiers.add(String(node.value))
    visitImport(node, addImport)
    parsed.exported.push(...exportedBy(node))
    if (node.type === 'TaggedTemplateExpression') {
      addTemplate(node['template'] as Node, nameIn(node['tag'] as Node))
    } else if (node.type === 'TemplateLiteral') addTemplate(node, '')
    for (const child of childrenOf(node)) visit(child)
  }
  const seen = new Set<Node>()
  const addTemplate = (node: Node, tag: string) => {
    if (seen.has(node)) return
    seen.add(node)
    const parts = (node['quasis'] as { raw: string }[]).map((part) => part.raw)
    parsed.templates.push({ tag, text: parts.join('?'), line: lineOf(parts.find((part) => part.trim()) ?? '`') })
  }
  try {
    visit(
      parseSync(file.text, { syntax: 'typescript', tsx: file.path.endsWith('x'), target: 'es2024' }) as unknown as Node,
    )
  } catch (cause) {
    throw new Error(`${file.path} 读不懂，检查无法进行：${String(cause).split('\n').slice(0, 3).join(' ')}`, { cause })
  }
  return parsed
}

/** The first line on which a word stands as a whole. */
export function lineOfWord(text: string, word: string): number {
  const at = text.search(new RegExp(`(?<![\\w$])${word.replaceAll('$', '\\$')}(?![\\w$])`))
  return at < 0 ? 1 : text.slice(0, at).split('\n').length
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flatMap((value) => {
    if (Array.isArray(value)) return value.filter((each): each is Node => typeof each === 'object' && each !== null)
    return typeof value === 'object' && value !== null ? [value as Node] : []
  })
}

function visitImport(node: Node, add: (source: Node, names: string[]) => void): void {
  const source = node['source'] as Node | null
  if (node.type === 'ImportDeclaration' && source) add(source, (node['specifiers'] as Node[]).map(importedName))
  if (node.type === 'ExportNamedDeclaration' && source) add(source, (node['specifiers'] as Node[]).map(importedName))
  if (node.type === 'ExportAllDeclaration' && source) add(source, ['*'])
  if (node.type === 'TsImportType') add(node['argument'] as Node, ['*'])
  if (node.type === 'CallExpression' && (node['callee'] as Node).type === 'Import') {
    const [first] = node['arguments'] as { expression: Node }[]
    if (first?.expression.type === 'StringLiteral') add(first.expression, ['*'])
  }
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  if (specifier.type === 'ImportNamespaceSpecifier') return '*'
  const imported = (specifier['imported'] ?? specifier['orig'] ?? specifier['local']) as Node
  return typeof imported.value === 'string' ? imported.value : '*'
}

function exportedBy(node: Node): string[] {
  if (node.type === 'ExportDeclaration') {
    const declared = node['declaration'] as Node
    const single = nameIn((declared['identifier'] ?? declared['id'] ?? {}) as Node)
    const many = ((declared['declarations'] ?? []) as Node[]).map((each) => nameIn((each['id'] ?? {}) as Node))
    return [single, ...many].filter(Boolean)
  }
  if (node.type !== 'ExportNamedDeclaration') return []
  return (node['specifiers'] as Node[])
    .map((each) => nameIn((each['exported'] ?? each['orig'] ?? {}) as Node))
    .filter(Boolean)
}

const nameIn = (node: Node): string => (node.type === 'Identifier' ? String(node.value) : '')
