import type { Archive, ArchiveEntry } from '#packages/archive/index.ts'
import { damaged, macro, wrongType } from './refused.ts'
import { decodeEscapes, isDateFormat } from './values.ts'
import { attribute, resolveEntities, scanXml, XmlScanner } from './xml.ts'
import type { XmlListener } from './xml.ts'
import type { WorkbookContext } from './xlsx-rows.ts'

/** A worksheet of a workbook, in the order of its tabs. */
export interface WorksheetPart {
  name: string
  hidden: boolean
  part: ArchiveEntry
}

export interface Workbook {
  sheets: WorksheetPart[]
  context: WorkbookContext
}

interface Relation {
  type: string
  target: string
}

// Directory parts and styles of real files are far below this; strings may be many and are read as a stream.
const largestPart = 32 * 1024 * 1024

const ignore = () => undefined

/** Calls `open` for every tag. */
function tags(open: XmlListener['open']): XmlListener {
  return { open, close: ignore, text: ignore }
}

function find(archive: Archive, path: string): ArchiveEntry | undefined {
  const wanted = path.toLowerCase()
  return archive.entries.find((entry) => entry.path.toLowerCase() === wanted)
}

async function readPart(archive: Archive, path: string): Promise<string | undefined> {
  const entry = find(archive, path)
  return entry && new TextDecoder().decode(await archive.readWhole(entry, largestPart))
}

function resolveTarget(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`
  return path
    .split('/')
    .reduce<string[]>((done, step) => (step === '..' ? done.slice(0, -1) : step === '.' ? done : [...done, step]), [])
    .join('/')
}

/** The relations of a part by id. Those that point outside the file (linked workbooks) are left out, never followed. */
async function relationsOf(archive: Archive, path: string): Promise<Map<string, Relation>> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const xml = await readPart(archive, `${folder}_rels/${path.slice(folder.length)}.rels`)
  const found = new Map<string, Relation>()
  const open = (name: string, attributes: string) => {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
    const type = attribute(attributes, 'Type') ?? ''
    found.set(attribute(attributes, 'Id') ?? '', {
      type: type.slice(type.lastIndexOf('/') + 1),
      target: resolveTarget(folder, attribute(attributes, 'Target') ?? ''),
    })
  }
  if (xml !== undefined) scanXml(xml, tags(open))
  return found
}

function targetOf(relations: Map<string, Relation>, type: string): string | undefined {
  return [...relations.values()].find((relation) => relation.type === type)?.target
}

async function readSharedStrings(archive: Archive, path: string | undefined): Promise<string[]> {
  const entry = path === undefined ? undefined : find(archive, path)
  if (!entry) return []
  const strings: string[] = []
  let current = ''
  let collects = false
  let phonetic = false
  const scanner = new XmlScanner({
    open(name) {
      if (name === 'si') current = ''
      else if (name === 't') collects = !phonetic
      else if (name === 'rPh') phonetic = true
    },
    text(raw) {
      if (collects) current += raw
    },
    close(name) {
      if (name === 'si') strings.push(decodeEscapes(resolveEntities(current)))
      else if (name === 't') collects = false
      else if (name === 'rPh') phonetic = false
    },
  })
  const decoder = new TextDecoder()
  for await (const chunk of (await archive.read(entry)) as AsyncIterable<Buffer>) {
    scanner.write(decoder.decode(chunk, { stream: true }))
  }
  scanner.end()
  return strings
}

async function readDateStyles(archive: Archive, path: string | undefined): Promise<boolean[]> {
  const xml = path === undefined ? undefined : await readPart(archive, path)
  if (xml === undefined) return []
  const codes = new Map<number, string>()
  const ids: number[] = []
  let inCells = false
  scanXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt')
        codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) ids.push(Number(attribute(attributes, 'numFmtId') ?? 0))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
    text: ignore,
  })
  return ids.map((id) => isDateFormat(id, codes.get(id)))
}

function refuseOtherKinds(archive: Archive): void {
  const has = (pattern: RegExp) => archive.entries.some((entry) => pattern.test(entry.path))
  if (has(/(?:^|\/)vbaProject\.bin$/i)) throw macro()
  if (has(/^xl\/workbook\.bin$/i)) throw wrongType('该文件是二进制工作簿（.xlsb），请另存为 .xlsx 后再上传')
  if (has(/^content\.xml$/)) throw wrongType('该文件是 OpenDocument 格式，请另存为 .xlsx 后再上传')
  if (has(/^(?:word|ppt)\//)) throw wrongType('该文件是文档或演示文稿')
  if (!has(/^\[Content_Types\]\.xml$/i)) throw wrongType()
}

/** Reads what a workbook says of itself: sheets, date styles, shared strings. Throws SheetRefused if it is none. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  refuseOtherKinds(archive)
  const path = targetOf(await relationsOf(archive, ''), 'officeDocument')
  const xml = path === undefined ? undefined : await readPart(archive, path)
  if (path === undefined || xml === undefined) throw damaged()
  const relations = await relationsOf(archive, path)
  const sheets: WorksheetPart[] = []
  let since1904 = false
  const open = (name: string, attributes: string) => {
    if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    const id = /\s[\w.]+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? ''
    const relation = relations.get(id)
    // Sheets that are charts or dialogs hold no rows.
    if (relation?.type !== 'worksheet') return
    const part = find(archive, relation.target)
    if (!part) throw damaged()
    const state = attribute(attributes, 'state') ?? 'visible'
    sheets.push({ name: attribute(attributes, 'name') ?? '', hidden: state !== 'visible', part })
  }
  scanXml(xml, tags(open))
  const sharedStrings = await readSharedStrings(archive, targetOf(relations, 'sharedStrings'))
  const dateStyles = await readDateStyles(archive, targetOf(relations, 'styles'))
  return { sheets, context: { sharedStrings, dateStyles, since1904 } }
}
