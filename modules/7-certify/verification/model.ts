import type { PublicFacts } from '#certificates'
import type { LogProof } from '#log'

/** The words on the page, and what to do. */
export const verdicts = {
  valid: { label: '有效', says: '该证书真实有效。' },
  revoked: { label: '已撤销', says: '该证书已被颁证机构撤销，不再有效。' },
  replaced: { label: '已被替换', says: '该证书已被新的证书替换，请以新证书为准。' },
  unknown: { label: '查无此证', says: '未查询到证书信息。请核对证书编号与姓名，或扫描证书上的二维码。' },
  unavailable: { label: '暂时无法核验', says: '查验服务暂时不可用，请稍后再试；也可用离线验证文件核验。' },
} as const
export type Verdict = keyof typeof verdicts

export interface Checked {
  readonly verdict: Verdict
  readonly checkedAt: string
  readonly facts: PublicFacts | null
  readonly statusReason: string | null
  readonly code: string | null
  readonly file: VerifyFile | null
}
/** What `verify.mjs` reads: the masked facts, the salt that binds them to the leaf, and the proof of the leaf. */
export interface VerifyFile {
  readonly format: 'jianheng-verify-1'
  readonly facts: PublicFacts
  readonly salt: string
  readonly log: LogProof
}
