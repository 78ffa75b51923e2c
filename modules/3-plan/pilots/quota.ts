/** What an approved declaration allows in 报考 (P-4.3-15…17, A14, A32). Door functions of the server give it, enrolments judges by it. */
export interface Quota {
  readonly declarationId: string
  readonly credentialId: string
  /** 证书对应专业: the widest set. */
  readonly credentialMajorIds: ReadonlySet<string>
  /** 拟申报专业; empty: every 证书对应专业 is allowed. */
  readonly declaredMajorIds: ReadonlySet<string>
  /** 审核总人数. */
  readonly total: number
  /** 审核人数 by major id, or null when only the total was approved (申报方式 2). */
  readonly perMajor: ReadonlyMap<string, number> | null
}
/** Distinct 院校考生 of the school, certificate and year that are registered already. */
export interface Heads {
  readonly total: number
  readonly perMajor: ReadonlyMap<string, number>
}
export type QuotaCode = 'not-pilot-this-year' | 'major-not-of-credential' | 'major-not-declared' | 'heads-full'
export interface QuotaVerdict {
  readonly code: QuotaCode
  /** For the words of heads-full. */
  readonly limit?: number
  readonly taken?: number
}

/** May a candidate of this major be registered at all? Code and version together are the major (its id). */
export function majorVerdict(quota: Quota, majorId: string | null): QuotaVerdict | null {
  if (majorId === null || !quota.credentialMajorIds.has(majorId)) return { code: 'major-not-of-credential' }
  if (quota.declaredMajorIds.size > 0 && !quota.declaredMajorIds.has(majorId)) return { code: 'major-not-declared' }
  return null
}

/** Heads that are still free: of a major, or in all when only the total was approved. */
export function remainingHeads(quota: Quota, heads: Heads, majorId: string): number {
  if (quota.perMajor === null) return quota.total - heads.total
  return (quota.perMajor.get(majorId) ?? 0) - (heads.perMajor.get(majorId) ?? 0)
}

/**
 * Judges rows of one school, certificate and year in their order and counts each accepted new head. 社会考生 are not given to it (A32).
 * `isNewHead` is false for a person who is counted in `heads` or comes twice in the rows.
 */
export function judgeHeads(
  quota: Quota | null,
  heads: Heads,
  rows: readonly { readonly majorId: string | null; readonly isNewHead: boolean }[],
): (QuotaVerdict | null)[] {
  if (quota === null) return rows.map(() => ({ code: 'not-pilot-this-year' }))
  let total = heads.total
  const perMajor = new Map(heads.perMajor)
  return rows.map(({ majorId, isNewHead }) => {
    const no = majorVerdict(quota, majorId)
    if (no || majorId === null) return no
    if (!isNewHead) return null
    if (remainingHeads(quota, { total, perMajor }, majorId) <= 0) {
      const limit = quota.perMajor === null ? quota.total : (quota.perMajor.get(majorId) ?? 0)
      return { code: 'heads-full', limit, taken: quota.perMajor === null ? total : (perMajor.get(majorId) ?? 0) }
    }
    total += 1
    perMajor.set(majorId, (perMajor.get(majorId) ?? 0) + 1)
    return null
  })
}
