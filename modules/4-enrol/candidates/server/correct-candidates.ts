import type { Inside } from '#kit/server/context.ts'
import { fault, sheetImport, type Faults, type SheetRow } from '#kit/server/import.ts'
import type { Scope } from '#kit/server/scope.ts'
import { personsOf } from '#people/server'
import { maskIdNumber, maskMobile } from '#packages/id-number/index.ts'
import {
  asFault,
  candidateWords,
  changesOf,
  correctionSheet,
  judgeChange,
  wantedOf,
  type CorrectionCells,
  type Present,
  type Verdict,
  type Wanted,
} from '../index.ts'
import { dayOf } from '../numbering.ts'
import { recordRewrites } from './record-rewrites.ts'
import { schoolOf } from './school.ts'
import { byNumbers, sealedMobiles } from './store-import.ts'
import { majorLookup, majorsById } from './store-majors.ts'
import { bearersOf, rewrite, type Standing } from './store.ts'

type Rows = readonly SheetRow<keyof CorrectionCells>[]
interface Judged {
  readonly at: number
  readonly present: Present & Standing
  readonly wanted: Wanted
  readonly verdict: Verdict
}
const lockedThree = '信息准确的考生不可修改姓名、身份证号、证件类型'

/** The rule of 编辑 over a whole chunk (P-5.2.3-08). */
async function judgeRows(
  inside: Inside,
  scope: Scope,
  rows: Rows,
  hold: boolean,
): Promise<{ faults: Faults; good: Judged[] }> {
  const { tx } = inside
  const faults: Faults = new Map()
  const found = await byNumbers(
    tx,
    scope,
    rows.map((r) => r.values.candidateNo),
    hold,
  )
  const majors = await majorsById(
    tx,
    [...found.values()].map((c) => c.majorId),
  )
  const majorOf = (c: Standing | undefined) => majors.get(c?.majorId ?? '') ?? null
  const lookup = await majorLookup(
    tx,
    rows.map(({ values: v }) => {
      const present = majorOf(found.get(v.candidateNo))
      return { code: v.majorCode || (present?.code ?? ''), version: v.majorVersion || (present?.versionName ?? '') }
    }),
  )
  const documentOf = (v: CorrectionCells) => ({
    idType: v.idType || (found.get(v.candidateNo)?.idType ?? ''),
    idNo: v.idNo,
  })
  const owners = await bearersOf(
    inside,
    schoolOf(inside.principal).id,
    rows.map((r) => documentOf(r.values)),
  )
  const today = dayOf(inside.now)
  const good: Judged[] = []
  const taken = new Set<string>()
  rows.forEach(({ values: v }, at) => {
    const c = found.get(v.candidateNo)
    if (!c) return fault(faults, at, 'candidateNo', '考生编号不存在')
    const present = { ...c, major: majorOf(c) }
    const { faults: cells, wanted } = wantedOf(v, present, lookup)
    for (const f of cells) fault(faults, at, f.field, f.why, f.suggestion)
    const verdict = judgeChange(present, wanted, today, () => owners[at] ?? null)
    if (verdict.refusal)
      return fault(
        faults,
        at,
        lockedField(verdict, present, wanted),
        verdict.refusal === 'certifying' ? candidateWords.certifying.says : lockedThree,
      )
    for (const p of verdict.problems) {
      const f = asFault(p)
      fault(faults, at, f.field, f.why, f.suggestion)
    }
    const { document, idType } = verdict.next
    const bearer = `${idType} ${document}`
    if (document && taken.has(bearer)) fault(faults, at, 'idNo', '文件内证件号码重复')
    taken.add(bearer)
    if (!faults.has(at)) good.push({ at, present, wanted, verdict })
  })
  return { faults, good }
}
const lockedField = (v: Verdict, p: Present, w: Wanted): string | null =>
  v.refusal === 'certifying'
    ? null
    : w.name !== undefined && w.name !== p.name
      ? 'name'
      : v.next.idType !== p.idType
        ? 'idType'
        : 'idNo'

export const correctCandidates = sheetImport({
  sheet: correctionSheet,
  check: async (inside, scope, _given, rows) => (await judgeRows(inside, scope, rows, false)).faults,
  async apply(inside, scope, _given, rows) {
    const { faults, good } = await judgeRows(inside, scope, rows, true)
    const documents = good.filter((g) => g.verdict.next.document !== null)
    const persons = await personsOf(
      inside,
      documents.map((g) => ({ idType: g.verdict.next.idType, idNo: g.verdict.next.document as string })),
    )
    const personOf = new Map(documents.map((g, i) => [g.at, persons[i] as string]))
    const mobiles = await sealedMobiles(
      inside.tx,
      scope,
      good.flatMap((g) => (g.wanted.mobile ? [g.present.id] : [])),
    )
    const changed = good
      .map((g) => {
        const { document } = g.verdict.next
        const idMasked = document ? maskIdNumber(document) : null
        const sealed = mobiles.get(g.present.id)
        const mobile =
          sealed && inside.house.secrets.openText(sealed) === g.wanted.mobile ? null : (g.wanted.mobile ?? null)
        const mobileMasked = mobile ? maskMobile(mobile) : null
        return {
          ...g,
          mobile,
          idMasked,
          changes: changesOf(g.present, g.verdict, { idMasked, mobileMasked }),
          personId: personOf.get(g.at) ?? g.present.personId,
        }
      })
      // A sheet that was exported and comes back with some cells filled leaves the untouched candidates as they are.
      .filter((g) => Object.keys(g.changes).length > 0 || g.mobile !== null)
    if (!changed.length) return { made: [], faults, notes: { unchanged: good.length, frozen: 0 } }
    const written = new Set(
      (
        await rewrite(
          inside,
          changed.map(({ present: c, verdict, personId, idMasked, mobile }) => ({
            ...verdict.next,
            id: c.id,
            version: c.version,
            personId,
            idMasked: idMasked ?? c.idMasked,
            mobile,
            photoFileId: c.photoFileId,
          })),
        )
      ).map((w) => w.id),
    )
    if (written.size !== changed.length) throw new Error('held candidates were not all written')
    await recordRewrites(
      inside,
      changed.map((g) => ({
        id: g.present.id,
        from: g.present.status,
        to: g.verdict.next.status,
        isPhoto: false,
        changes: g.changes,
      })),
      '批量修改考生信息',
    )
    const frozen = changed.filter((g) => g.present.enrolledCount > 0).length
    return { made: [], faults, notes: { unchanged: good.length - changed.length, frozen } }
  },
  say: (n) => [
    ...(n['unchanged'] ? [`其中${n['unchanged']}人没有改动`] : []),
    ...(n['frozen'] ? [`其中${n['frozen']}人已报考：修改不影响已报考考试计划内的考生信息`] : []),
  ],
})
