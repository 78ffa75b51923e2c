import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fontStacks } from './fonts.ts'
import type { PrintAnswer, PrintRequest } from './messages.ts'

// The child process in which papers are set. It knows one folder of templates and prints what its parent asks for.

type Diagnostic = { message: string; path?: string; range?: { start?: { line: number; character: number } } | null }

const templates = process.argv[2]!
const inTemplates = (path: string) => join(templates, path)
const ownFile = (name: string) => readFileSync(new URL(name, import.meta.url))

const compiler = NodeCompiler.create({
  workspace: templates,
  fontArgs: [{ fontBlobs: fontStacks.flatMap((stack) => stack.files).map((path) => readFileSync(path)) }],
})
compiler.mapShadow(inTemplates('print.typ'), ownFile('print.typ'))
compiler.mapShadow(inTemplates('main.typ'), ownFile('main.typ'))

function answer(request: PrintRequest): PrintAnswer {
  const images = Object.entries(request.images).map(([name, bytes]) => ({ path: inTemplates(`images/${name}`), bytes }))
  for (const { path, bytes } of images) compiler.mapShadow(path, Buffer.from(bytes))
  try {
    return set(request)
  } finally {
    for (const { path } of images) compiler.unmapShadow(path)
    // Keeps what the next papers of the same kind share: fonts, the template, the last few images.
    compiler.evictCache(10)
  }
}

function set(request: PrintRequest): PrintAnswer {
  const compiled = compiler.compile({
    mainFilePath: inTemplates('main.typ'),
    inputs: { template: `/${request.template}`, data: request.data },
  })
  const error = compiled.takeError()
  const document = compiled.result
  if (error || !document) {
    const message = error ? inWords(compiler.fetchDiagnostics(error)) : 'no document'
    return { ok: false, kind: 'template', message, pages: 0 }
  }
  // A misspelt font would otherwise print in another one without a word.
  const warnings = compiled.takeWarnings()
  const strange = warnings
    ? warnings.shortDiagnostics.filter((w: Diagnostic) => w.message.startsWith('unknown font'))
    : []
  const pages = document.numOfPages
  if (strange.length > 0) return { ok: false, kind: 'template', message: inWords(strange), pages }
  if (pages > request.maxPages) {
    return {
      ok: false,
      kind: 'too-long',
      message: `${pages} pages; at most ${request.maxPages} in one document`,
      pages,
    }
  }
  return { ok: true, pdf: compiler.pdf(document, { pdfTags: false, creationTimestamp: request.time }), pages }
}

function inWords(diagnostics: Diagnostic[]): string {
  return diagnostics
    .map(({ message, path, range }) => {
      const file = path?.startsWith(templates) ? path.slice(templates.length + 1) : path
      const start = range?.start
      return start ? `${file}:${start.line + 1}:${start.character + 1} ${message}` : `${file} ${message}`
    })
    .join('; ')
    .replaceAll(`${templates}/`, '')
}

// Without its parent the process has nothing left to listen to and ends.
process.on('message', (request: PrintRequest) => process.send!(answer(request)))
