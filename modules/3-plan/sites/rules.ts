import type { SiteStatus } from './model.ts'

/** A05: 学校名称 + 证书名称 + (等级) + 考核站点. */
export const siteName = (schoolName: string, certName: string, certLevel: string): string =>
  `${schoolName}${certName}(${certLevel})考核站点`

/** P-5.2.4.1-08, -09: 编辑 and 删除 are for 未提交 and 审核退回 alone. */
export const isOpenToSchool = (status: SiteStatus): boolean => status === 'draft' || status === 'returned'

/** P-0-08: the numbers, counted from 1, of the rows that may not be deleted. */
export const undeletable = (statuses: readonly SiteStatus[]): number[] =>
  statuses.flatMap((s, i) => (isOpenToSchool(s) ? [] : [i + 1]))

/** P-5.2.4.1-11: why 撤销 comes too late, or null when it does not. */
export const withdrawProblem = (status: SiteStatus): 'already-reviewed' | 'state-changed' | null =>
  status === 'pending' ? null : status === 'draft' ? 'state-changed' : 'already-reviewed'
