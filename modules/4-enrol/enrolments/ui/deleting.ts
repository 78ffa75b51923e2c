import type { EnrolmentRow } from '../model.ts'
import { deleteVerdict } from '../rules.ts'
import { words } from '../words.ts'

type Standing = Pick<EnrolmentRow, 'status' | 'payStatus' | 'paymentNumber' | 'mode' | 'isRegisterOver'>

/** Why this row cannot be deleted now; the other 科目 of a 按证书 registration are judged by the server. */
export function blockedDelete(r: Standing): string | undefined {
  const no = deleteVerdict({
    isSeated: r.status !== 'unseated',
    payStatus: r.payStatus,
    paymentNumber: r.paymentNumber,
  })
  return no ? words[no].says : undefined
}

/** What is asked before: a 按证书 registration goes as a whole; after 报考时间 there is no way to bring it again (spec 7.1). */
export function deleteQuestion(rows: readonly Standing[] | null, count = rows?.length ?? 0): string {
  const whole = !rows || rows.some((r) => r.mode === 'certificate') ? '按证书报考的将删除该证书的全部科目。' : ''
  const late = rows?.some((r) => r.isRegisterOver)
    ? '报考时间已结束，删除后不能再次导入。'
    : rows
      ? ''
      : '报考时间已结束的，删除后不能再次导入。'
  return `${whole}${late}是否确认删除${count > 1 || !rows ? `所选的 ${count} 条` : '该'}报考信息？`
}
