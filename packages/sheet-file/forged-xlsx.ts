// Workbooks as no honest program writes them, for tests.
import { forgeZip } from '#packages/archive/forged-zip.ts'
import type { ForgedEntry } from '#packages/archive/forged-zip.ts'

export interface ForgedSheet {
  name?: string
  state?: string
  /** The rows, or with `whole` the whole part. */
  xml: string
  whole?: boolean
}

export interface ForgedBook {
  sheets: ForgedSheet[]
  sharedStrings?: string
  styles?: string
  workbookPr?: string
  extra?: ForgedEntry[]
  /** Put in front of the root element of the workbook part. */
  prologue?: string
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
}

function part(name: string, content: string): ForgedEntry {
  return { name, content: Buffer.from(content) }
}

/** Writes an .xlsx whose worksheets hold exactly the given XML. */
export function forgeXlsx(book: ForgedBook): Buffer {
  const { sheets, sharedStrings, styles } = book
  const tabs = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name ?? `表${at + 1}`}" sheetId="${at + 1}" ${state ? `state="${state}"` : ''} r:id="s${at}"/>`,
  )
  const links = sheets.map((_, at) => relationship(`s${at}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
  if (sharedStrings !== undefined) links.push(relationship('t', 'sharedStrings', '/xl/sharedStrings.xml'))
  if (styles !== undefined) links.push(relationship('y', 'styles', 'styles.xml'))
  const entries = [
    part('[Content_Types].xml', '<Types/>'),
    part('_rels/.rels', `<Relationships>${relationship('b', 'officeDocument', 'xl/workbook.xml')}</Relationships>`),
    part(
      'xl/workbook.xml',
      `${book.prologue ?? ''}<workbook ${main} xmlns:r="${relations}">${book.workbookPr ?? ''}<sheets>${tabs.join('')}</sheets></workbook>`,
    ),
    part('xl/_rels/workbook.xml.rels', `<Relationships>${links.join('')}</Relationships>`),
    ...sheets.map(({ xml, whole }, at) =>
      part(
        `xl/worksheets/sheet${at + 1}.xml`,
        whole ? xml : `<worksheet ${main}><sheetData>${xml}</sheetData></worksheet>`,
      ),
    ),
  ]
  if (sharedStrings !== undefined) entries.push(part('xl/sharedStrings.xml', `<sst ${main}>${sharedStrings}</sst>`))
  if (styles !== undefined) entries.push(part('xl/styles.xml', `<styleSheet ${main}>${styles}</styleSheet>`))
  return forgeZip([...entries, ...(book.extra ?? [])])
}
