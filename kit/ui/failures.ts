import { DefectError, RefusedError } from './client.ts'

export interface Told {
  readonly says: string
  readonly way: string | null
}
/** One sentence and the way out for whatever went wrong; a refusal speaks for itself. */
export function told(error: unknown): Told {
  if (error instanceof RefusedError) return { says: error.answer.says, way: error.answer.way ?? null }
  if (error instanceof DefectError && error.defect === null)
    return { says: '没有连上服务器', way: '检查网络后重试，已填的内容还在' }
  if (error instanceof DefectError)
    return { says: '系统出错，这一步没有完成', way: `可以重试；仍不行时把编号 ${error.defect} 告诉平台运维` }
  return { says: '页面出错，这一步没有完成', way: '刷新页面后重试；仍不行时告诉平台运维' }
}
