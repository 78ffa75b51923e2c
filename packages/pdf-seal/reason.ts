import { PdfUnreadable } from './syntax.ts'

/** What speaks against a document. */
export type SealFault =
  | 'malformed'
  | 'encrypted'
  | 'no-classic-xref'
  | 'unsealed'
  | 'form'
  | 'range'
  | 'padding'
  | 'digest'
  | 'signature'
  | 'signing-certificate'
  | 'appended'
  | 'later-revision'
  | 'outside-validity'
  | 'untrusted'
  | 'empty-field'
  | 'missing-field'

/** A fault, the field it concerns, and the same in words for people. */
export type SealReason = { code: SealFault; field?: string; text: string }

const ORIGINAL = '请使用签发时的原始文件'

const WORDS: Record<SealFault, (field: string) => string> = {
  malformed: () => `文件不能按 PDF 读取，可能已损坏，${ORIGINAL}`,
  encrypted: () => `文件已加密，无法核验，${ORIGINAL}`,
  'no-classic-xref': () => `文件经其他软件另存，已不是签发时的文件，${ORIGINAL}`,
  unsealed: () => `文件中没有电子签章，${ORIGINAL}`,
  form: (field) => `签章“${field}”的结构与签发时不符，${ORIGINAL}`,
  range: (field) => `签章“${field}”没有覆盖它应当覆盖的内容，${ORIGINAL}`,
  padding: (field) => `签章“${field}”的预留区被改动，${ORIGINAL}`,
  digest: (field) => `签章“${field}”之后，文件内容被改动，${ORIGINAL}`,
  signature: (field) => `签章“${field}”的签名值不成立，${ORIGINAL}`,
  'signing-certificate': (field) => `签章“${field}”所附的证书被替换，${ORIGINAL}`,
  appended: (field) => `签章“${field}”之后，文件末尾增加了内容，${ORIGINAL}`,
  'later-revision': (field) => `签章“${field}”之后的修改不是预留的会签，${ORIGINAL}`,
  'outside-validity': (field) => `签章“${field}”的签署时间不在证书有效期内，请向签发机构核实`,
  untrusted: (field) => `签章“${field}”的证书不是由受信任的机构签发，请向签发机构核实`,
  'empty-field': (field) => `签章“${field}”尚未签署，请等待签署完成`,
  'missing-field': (field) => `文件中没有应有的签章“${field}”，${ORIGINAL}`,
}

/** The reason for a fault. */
export function reason(code: SealFault, field?: string): SealReason {
  const text = WORDS[code](field ?? '')
  return field === undefined ? { code, text } : { code, field, text }
}

/** The fault that an error of reading stands for; `form` for anything that is not about the file as a whole. */
export function faultOf(error: unknown): 'malformed' | 'encrypted' | 'no-classic-xref' {
  return error instanceof PdfUnreadable ? error.code : 'malformed'
}
