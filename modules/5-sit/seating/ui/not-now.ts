import { minute } from '#kit/ui/times.ts'
import type { ArrangementStatus } from '../workflow.ts'

/** Why a subject cannot be arranged now, in words; undefined when it can. */
export function notNow(r: { readonly status: ArrangementStatus; readonly arrangeStart: string }): string | undefined {
  if (r.status === 'not-begun') return `当前不在排考时间内，${minute(r.arrangeStart)} 开始排考`
  return r.status === 'over' ? '当前不在排考时间内，排考时间已结束' : undefined
}
