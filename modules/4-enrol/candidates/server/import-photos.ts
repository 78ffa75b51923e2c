import type { Inside } from '#kit/server/context.ts'
import { fault, sheetImport, type Faults, type ItemOf, type SheetRow } from '#kit/server/import.ts'
import type { Scope } from '#kit/server/scope.ts'
import { candidateKinds, idTypes, photoRefusal, photoSheet } from '../index.ts'
import { kindOf } from './import-candidates.ts'
import { keepPhoto, maxPhotoBytes, photoFault, tooLarge } from './photo.ts'
import { recordRewrites } from './record-rewrites.ts'
import { schoolOf } from './school.ts'
import { placePhotos } from './store-import.ts'
import { bearersOf, heldByIds, seenByIds, type Standing } from './store.ts'

type Rows = readonly SheetRow<'idNo'>[]
interface Fit {
  readonly at: number
  readonly candidate: Standing
  readonly bytes: Buffer
}
interface Judging {
  readonly inside: Inside
  readonly scope: Scope
  readonly given: Record<string, string>
  /** Held until the end when something will be written. */
  readonly hold: boolean
}
const atOnce = 4

/** Whose photo each file is: by 证件号码 of any type, in the open tab (spec 6.2). */
async function candidatesOf(at: Judging, rows: Rows, faults: Faults): Promise<(Standing | null)[]> {
  const { inside, scope, given, hold } = at
  const kind = kindOf(given)
  const school = schoolOf(inside.principal).id
  const bearers = await bearersOf(
    inside,
    school,
    rows.flatMap((r) => idTypes.map((idType) => ({ idType, idNo: r.values.idNo }))),
  )
  const found = new Map(
    (
      await (hold ? heldByIds : seenByIds)(
        inside.tx,
        scope,
        bearers.filter((b) => b !== null),
      )
    ).map((c) => [c.id, c]),
  )
  return rows.map((_, at) => {
    const all = bearers.slice(at * idTypes.length, (at + 1) * idTypes.length).flatMap((id) => found.get(id ?? '') ?? [])
    const here = all.filter((c) => c.kind === kind)
    const why =
      here.length > 1
        ? '该证件号码对应多名考生，请在编辑中上传照片'
        : here[0]
          ? photoRefusal(here[0])
          : `未找到对应考生${all[0] ? `：该考生在${candidateKinds[all[0].kind]}中` : ''}`
    if (why) fault(faults, at, 'idNo', why)
    return why ? null : (here[0] ?? null)
  })
}

/** State first, then size, then the picture itself: nothing is unpacked that could not be used (P-5.2.3-05). */
async function judge(judging: Judging, rows: Rows, item: ItemOf): Promise<{ faults: Faults; fit: Fit[] }> {
  const faults: Faults = new Map()
  const fit: Fit[] = []
  const waiting = (await candidatesOf(judging, rows, faults)).flatMap((candidate, at) =>
    candidate ? [{ candidate, at }] : [],
  )
  const look = async ({ candidate, at }: (typeof waiting)[number]): Promise<void> => {
    const file = item(rows[at] as Rows[number])
    if (file.size > maxPhotoBytes) return fault(faults, at, 'idNo', tooLarge)
    const bytes = await file.bytes()
    const wrong = await photoFault(bytes)
    if (wrong) fault(faults, at, 'idNo', wrong)
    else fit.push({ at, candidate, bytes })
  }
  for (let at = 0; at < waiting.length; at += atOnce) await Promise.all(waiting.slice(at, at + atOnce).map(look))
  return { faults, fit: fit.toSorted((a, b) => a.at - b.at) }
}

export const importPhotos = sheetImport({
  sheet: photoSheet,
  async open(_inside, _scope, given) {
    kindOf(given)
  },
  check: async (inside, scope, given, rows, item) =>
    (await judge({ inside, scope, given, hold: false }, rows, item)).faults,
  async apply(inside, scope, given, rows, _importId, item) {
    const { faults, fit } = await judge({ inside, scope, given, hold: true }, rows, item)
    const photos: { id: string; fileId: string }[] = []
    for (const f of fit) photos.push({ id: f.candidate.id, fileId: await keepPhoto(inside, f.bytes) })
    if (!photos.length) return { made: [], faults }
    if ((await placePhotos(inside.tx, photos)).length !== photos.length)
      throw new Error('held candidates did not all take their photo')
    await recordRewrites(
      inside,
      fit.map((f) => ({
        id: f.candidate.id,
        from: f.candidate.status,
        to: 'unverified',
        isPhoto: true,
        changes: { 照片: [f.candidate.photoFileId ? '原照片' : null, '新照片'] },
      })),
      photoSheet.title,
    )
    return { made: [], faults }
  },
})
