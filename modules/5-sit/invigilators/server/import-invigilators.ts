import { readDocument } from '#candidates'
import { idTypes, type IdType } from '#people'
import { personsOf } from '#people/server'
import { refusalOf } from '#kit/pure/refusal.ts'
import type { Inside } from '#kit/server/context.ts'
import { fault, sheetImport, type Faults, type SheetRow } from '#kit/server/import.ts'
import type { RowOf } from '#kit/pure/sheet.ts'
import { dayInChina, judgeRow, type CertificateFact } from '../rules.ts'
import { invigilatorSheet } from '../sheets.ts'
import { rowWords, words } from '../words.ts'
import { insertInvigilators, insertQualifications, removeQualifications, type Asked } from './store.ts'
import { certificatesByNo } from './store-certificates.ts'
import { judgedOfImport, knownTeachers, removeBareOfImport, type Known } from './store-import.ts'
import { schoolOf, submitted } from './submitting.ts'

type Cells = RowOf<typeof invigilatorSheet>
type Rows = readonly SheetRow<keyof Cells>[]
interface Good {
  readonly at: number
  readonly row: Cells
  readonly idNo: string
  readonly certificate: CertificateFact
  readonly known: Known | null
}
const isIdType = (t: string): t is IdType => (idTypes as readonly string[]).includes(t)

/** The rules of 新增 over a whole chunk: a fixed number of statements whatever its size. */
async function judgeRows(inside: Inside, rows: Rows): Promise<{ faults: Faults; good: Good[] }> {
  const faults: Faults = new Map()
  const today = dayInChina(inside.now)
  const documents = rows.map(({ values: v }) =>
    isIdType(v.idType) ? readDocument(v.idType, v.idNo, today) : ({ ok: false, why: '证件类型不正确' } as const),
  )
  const known = await knownTeachers(
    inside,
    schoolOf(inside).id,
    rows.map(({ values: v }, i) => ({ idType: v.idType, idNo: documents[i]?.ok ? documents[i].idNo : v.idNo })),
  )
  const certificates = await certificatesByNo(inside, [...new Set(rows.map((r) => r.values.certNo))])
  const named = new Map<string, string>()
  const good: Good[] = []
  rows.forEach(({ values: v }, at) => {
    const document = documents[at]
    const certificate = certificates.get(v.certNo)
    if (document && !document.ok) fault(faults, at, 'idNo', document.why, 'suggestion' in document ? document.suggestion : undefined)
    // A teacher who is new has one name: that of the first row.
    const key = `${v.idType} ${v.idNo}`
    const teacher = known[at] ?? (named.has(key) ? { id: '', name: named.get(key) as string, credentialIds: [] } : null)
    named.set(key, teacher?.name ?? v.name)
    for (const f of judgeRow(v, certificate, teacher))
      fault(faults, at, f.field, f.code === 'not-pilot-credential' ? words[f.code].says : rowWords[f.code], f.suggestion)
    if (!faults.has(at) && document?.ok && certificate) good.push({ at, row: v, idNo: document.idNo, certificate, known: known[at] ?? null })
  })
  return { faults, good }
}

export const importInvigilators = sheetImport({
  sheet: invigilatorSheet,
  check: async (inside, _scope, _given, rows) => (await judgeRows(inside, rows)).faults,
  async apply(inside, _scope, _given, rows, importId) {
    const { faults, good } = await judgeRows(inside, rows)
    const school = schoolOf(inside)
    const persons = await personsOf(inside, good.map((g) => ({ idType: g.row.idType, idNo: g.idNo })))
    const fresh = new Map(good.flatMap((g, i) => (g.known ? [] : [[persons[i] as string, g] as const])))
    const made = await insertInvigilators(
      inside,
      school,
      [...fresh].map(([personId, g]) => ({ ...g.row, idNo: g.idNo, personId })),
      importId,
    )
    const teachers = new Map(made.map((m) => [m.personId, m.id]))
    const asked: (Asked & { at: number })[] = []
    good.forEach((g, i) => {
      const invigilatorId = g.known?.id ?? teachers.get(persons[i] as string)
      // Somebody else added this teacher in the same moment.
      if (!invigilatorId) fault(faults, g.at, 'idNo', words['already-exists'].says)
      else asked.push({ at: g.at, invigilatorId, credentialId: g.certificate.credentialId, awardingBodyId: g.certificate.awardingBodyId })
    })
    const qualified = await insertQualifications(inside, school, asked, importId)
    const there = new Set(qualified.map((q) => `${q.invigilatorId} ${q.credentialId}`))
    for (const a of asked) if (!there.delete(`${a.invigilatorId} ${a.credentialId}`)) fault(faults, a.at, 'certNo', rowWords['has-qualification'])
    await submitted(inside, qualified, '批量导入监考人员')
    return { made: qualified.map((q) => q.id), faults }
  },
  /** The whole import is looked at before the first certificate goes: what an awarding body has decided stays. */
  async undo(inside, _scope, made, importId) {
    const count = await judgedOfImport(inside.tx, importId)
    if (count) throw refusalOf('undo-judged', words['undo-judged'], { count })
    await removeQualifications(inside.tx, made)
    await removeBareOfImport(inside.tx, importId)
    await inside.trail({ entity: 'invigilators', changes: { undone: importId, certificates: made.length } })
  },
})
