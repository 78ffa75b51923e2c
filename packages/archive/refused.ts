/** Why a zip file was turned away; for the caller to tell apart, the message is for people. */
export type ArchiveRefusal =
  | 'not-zip'
  | 'damaged'
  | 'encrypted'
  | 'unsupported'
  | 'too-many-entries'
  | 'too-large'
  | 'entry-too-large'
  | 'bomb'
  | 'nested'
  | 'unsafe-path'
  | 'link'
  | 'duplicate'

/** A zip file that may not be used. `message` is one Chinese sentence that may be shown as it stands. */
export class ArchiveRefused extends Error {
  override name = 'ArchiveRefused'
  readonly code: ArchiveRefusal
  /** The entry at fault, if it is one. */
  readonly entry: string | undefined

  constructor(code: ArchiveRefusal, message: string, entry?: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.entry = entry
  }
}

export const damaged = (cause?: unknown) => new ArchiveRefused('damaged', '压缩文件已损坏', undefined, cause)

export const encrypted = () => new ArchiveRefused('encrypted', '压缩文件已加密，请去掉密码后再上传')

/** 524288000 → 500MB; sizes under one megabyte in KB. */
export function sizeInWords(bytes: number): string {
  const megabytes = bytes / 1024 / 1024
  return megabytes < 1 ? `${Math.ceil(bytes / 1024)}KB` : `${Number(megabytes.toFixed(1))}MB`
}
