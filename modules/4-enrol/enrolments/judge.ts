import type { EnrolMode } from '#exam-plans'
import { majorVerdict, pilotWords, remainingHeads, type Quota, type QuotaCode } from '#pilots'
import type { Fault } from '#kit/pure/sheet.ts'
import { enrolModes } from '#exam-plans'
import {
  allows,
  takenVerdict,
  targetVerdict,
  type CandidateFact,
  type LineFact,
  type SubjectFact,
  type Taken,
} from './rules.ts'
import { rowWords, words, type RowCode } from './words.ts'

/** 院校考生 of the school that count for a certificate and year already (P-4.3-16). */
export interface HeadsFact {
  readonly total: number
  readonly perMajor: ReadonlyMap<string, number>
  /** Of the persons asked about: who counts already, as `headKey` names them. */
  readonly counted: ReadonlySet<string>
}
/** A head is a person; where numbers are approved per major, a person in that major. */
export const headKey = (quota: Quota, c: Pick<CandidateFact, 'personId' | 'majorId'>): string =>
  quota.perMajor === null ? c.personId : `${c.personId}/${c.majorId}`
export const takenKey = (lineId: string, personId: string): string => `${lineId}/${personId}`

/** Everything that rows of one plan and school are judged by; read in a few statements for any number of rows. */
export interface EnrolFacts {
  readonly mode: EnrolMode
  readonly schoolId: string
  /** By certificate; absent: no approved declaration of the plan's 年度 (P-5.2.6-06). */
  readonly quotas: ReadonlyMap<string, Quota>
  readonly heads: ReadonlyMap<string, HeadsFact>
  /** By takenKey, over all schools. */
  readonly taken: ReadonlyMap<string, Taken>
}
export interface Asked<C extends CandidateFact = CandidateFact> {
  readonly name: string
  readonly targetType: string
  readonly line: LineFact | null
  /** All subjects of the line (按证书), or the one that is asked for (按科目). */
  readonly subjects: readonly SubjectFact[]
  readonly candidate: C | null
}
/** What a good row registers. */
export interface Wish<C extends CandidateFact = CandidateFact> {
  readonly line: LineFact
  readonly subjects: readonly SubjectFact[]
  readonly targetTypeId: string | null
  readonly candidate: C
}

/**
 * Judges rows in their order and remembers what the good ones took: the next row sees a subject that is registered, a head that
 * is used (P-4.3-15…17, P-5.2.6-05…11, P-5.2.1-03).
 */
export function judging<C extends CandidateFact>(
  f: EnrolFacts,
): (asked: Asked<C>) => { faults: Fault[]; wish: Wish<C> | null } {
  const taken = new Map(f.taken)
  const heads = new Map(
    [...f.heads].map(([id, h]) => [id, { ...h, perMajor: new Map(h.perMajor), counted: new Set(h.counted) }]),
  )
  const headsOf = (credentialId: string) => {
    const known = heads.get(credentialId) ?? {
      total: 0,
      perMajor: new Map<string, number>(),
      counted: new Set<string>(),
    }
    heads.set(credentialId, known)
    return known
  }

  function quotaCode(quota: Quota, c: CandidateFact, credentialId: string): QuotaCode | null {
    // A32: majors and heads are not asked of 社会考生.
    if (c.kind === 'external') return null
    const no = majorVerdict(quota, c.majorId)
    if (no || c.majorId === null) return no?.code ?? null
    const known = headsOf(credentialId)
    return known.counted.has(headKey(quota, c)) || remainingHeads(quota, known, c.majorId) > 0 ? null : 'heads-full'
  }
  function useHead(quota: Quota, c: CandidateFact, credentialId: string): void {
    const known = headsOf(credentialId)
    if (c.kind === 'external' || c.majorId === null || known.counted.has(headKey(quota, c))) return
    known.counted.add(headKey(quota, c))
    known.total += 1
    known.perMajor.set(c.majorId, (known.perMajor.get(c.majorId) ?? 0) + 1)
  }

  return (asked) => {
    const faults: Fault[] = []
    const say = (field: string | null, code: RowCode): void => void faults.push({ field, why: rowWords[code] })
    const { line, candidate: c } = asked
    if (!c) say('idNo', 'no-candidate')
    else if (c.name !== asked.name) say('name', 'other-name')
    if (!line) return { faults, wish: null }
    if (!allows(line, f.mode)) faults.push({ field: null, why: modeClosed(f.mode) })
    const target = asked.subjects.length ? targetVerdict(line, asked.subjects, asked.targetType) : null
    if (target?.code) say('targetType', target.code)
    const quota = f.quotas.get(line.credentialId)
    const no = quota ? c && quotaCode(quota, c, line.credentialId) : 'not-pilot-this-year'
    if (no) faults.push({ field: null, why: pilotWords[no].says })
    if (!c || !quota || !target || target.code) return { faults, wish: null }
    const key = takenKey(line.id, c.personId)
    const lineSubjectIds = target.subjects.map((s) => s.id)
    const before = taken.get(key)
    const again = takenVerdict(before, {
      mode: f.mode,
      schoolId: f.schoolId,
      targetTypeId: target.targetTypeId,
      lineSubjectIds,
    })
    if (again) say(again === 'target-wrong' ? 'targetType' : f.mode === 'subject' ? 'subjectNo' : 'idNo', again)
    if (faults.length) return { faults, wish: null }
    taken.set(key, {
      enrolmentId: before?.enrolmentId ?? null,
      schoolId: f.schoolId,
      mode: f.mode,
      targetTypeId: before?.targetTypeId ?? target.targetTypeId,
      lineSubjectIds: [...(before?.lineSubjectIds ?? []), ...lineSubjectIds],
    })
    useHead(quota, c, line.credentialId)
    return { faults, wish: { line, subjects: target.subjects, targetTypeId: target.targetTypeId, candidate: c } }
  }
}
export const modeClosed = (mode: EnrolMode): string => words['mode-closed'].says.replace('{mode}', enrolModes[mode])
