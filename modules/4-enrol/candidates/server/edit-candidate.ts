import { handle } from '#kit/server/handle.ts'
import { personsOf } from '#people/server'
import { maskIdNumber, maskMobile, normaliseIdNumber } from '#packages/id-number/index.ts'
import {
  changesOf,
  editCandidate,
  judgeChange,
  missingFields,
  requiredFields,
  snapshotHint,
  type Present,
  type Verdict,
} from '../index.ts'
import { dayOf } from '../numbering.ts'
import { underField } from './add-candidate.ts'
import { takePhoto } from './photo.ts'
import { recordRewrites } from './record-rewrites.ts'
import { schoolOf } from './school.ts'
import { majorsById } from './store-majors.ts'
import { bearersOf, heldByIds, rewrite, type Standing } from './store.ts'

const fieldsByName: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(requiredFields).map(([field, name]) => [name, field === 'major' ? 'majorId' : field]),
)
/** P-0-11: what a form leaves empty is asked for, in old records too. */
const emptyAfter = (c: Standing, v: Verdict, mobile: string | undefined) =>
  missingFields({
    ...v.next,
    kind: c.kind,
    mobileMasked: mobile ?? c.mobileMasked,
    majorId: v.next.major?.id ?? null,
  }).map((name) => ({
    path: fieldsByName[name] as string,
    message: `${/性别|专业/.test(name) ? '请选择' : '请输入'}${name}`,
  }))

/** P-5.2.3-09…-11, S5.3, S5.9…S5.11 */
export const edit = handle(
  editCandidate,
  async (ctx) => {
    const { input } = ctx
    const [c] = await heldByIds(ctx.tx, ctx.scope, [input.id])
    if (!c) return ctx.refuse('not-found')
    if (c.isCertifying) ctx.refuse('certifying')
    if (c.version !== input.version) ctx.refuse('state-changed')
    const majors = await majorsById(ctx.tx, [c.majorId, input.majorId])
    const present: Present = { ...c, major: majors.get(c.majorId ?? '') ?? null }
    const idType = input.idType ?? c.idType
    const [owner = null] = input.idNo
      ? await bearersOf(ctx, schoolOf(ctx.principal).id, [{ idType, idNo: normaliseIdNumber(input.idNo) }])
      : []
    if (input.majorId && !majors.has(input.majorId))
      ctx.invalid([{ path: 'majorId', message: '专业代码与专业版本不存在' }])
    const major = input.majorId ? majors.get(input.majorId) : (input.majorId as null | undefined)
    const { photoFileId } = input
    const wanted = {
      ...input,
      major: major?.id === c.majorId ? undefined : major,
      photoFileId: photoFileId === c.photoFileId ? undefined : photoFileId,
    }
    const verdict = judgeChange(present, wanted, dayOf(ctx.now), () => owner)
    if (verdict.refusal) ctx.refuse(verdict.refusal)
    if (owner && owner !== c.id) ctx.refuse('already-exists')
    const problems = [...verdict.problems.map(underField), ...emptyAfter(c, verdict, input.mobile)]
    if (problems.length) ctx.invalid(problems)
    const photo = wanted.photoFileId ? await takePhoto(ctx, wanted.photoFileId) : { fileId: c.photoFileId }
    if ('wrong' in photo) return ctx.invalid([{ path: 'photoFileId', message: photo.wrong }])
    const { document } = verdict.next
    const personId = document ? (await personsOf(ctx, [{ idType, idNo: document }]))[0] : c.personId
    if (!personId) throw new Error('no person for a document')
    const idMasked = document ? maskIdNumber(document) : null
    const [written] = await rewrite(ctx, [
      {
        ...verdict.next,
        id: c.id,
        version: c.version,
        personId,
        idMasked: idMasked ?? c.idMasked,
        mobile: input.mobile ?? null,
        photoFileId: photo.fileId,
      },
    ])
    if (!written) return ctx.refuse('state-changed')
    const changes = changesOf({ ...present, ...c }, verdict, {
      idMasked,
      mobileMasked: input.mobile ? maskMobile(input.mobile) : null,
    })
    await recordRewrites(
      ctx,
      [{ id: c.id, from: c.status, to: verdict.next.status, isPhoto: verdict.changed.photo, changes }],
      editCandidate.label,
    )
    return { id: c.id, version: written.version, hint: c.enrolledCount > 0 ? snapshotHint : null }
  },
  { constraints: { candidate_once_per_school: 'already-exists' } },
)
