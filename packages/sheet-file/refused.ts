/** Why a file was turned away; for the caller to tell apart, the message is for people. */
export type SheetRefusal =
  | 'wrong-type'
  | 'encrypted'
  | 'macro'
  | 'damaged'
  | 'unsafe'
  | 'too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-merges'
  | 'no-rows'
  | 'no-such-sheet'
  | 'too-long'

/** A file that may not be imported. `message` is one Chinese sentence that may be shown as it stands (P-0-06). */
export class SheetRefused extends Error {
  override name = 'SheetRefused'
  readonly code: SheetRefusal

  constructor(code: SheetRefusal, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

/** “请上传Excel文件”, with what the file is instead if that helps. */
export function wrongType(instead?: string): SheetRefused {
  return new SheetRefused('wrong-type', instead === undefined ? '请上传Excel文件' : `请上传Excel文件：${instead}`)
}

export function damaged(cause?: unknown): SheetRefused {
  return new SheetRefused('damaged', 'Excel文件已损坏，请用 Excel 打开并另存为 .xlsx 后再上传', cause)
}

export function unsafe(cause?: unknown): SheetRefused {
  return new SheetRefused('unsafe', 'Excel文件的内容异常，请用 Excel 打开并另存为 .xlsx 后再上传', cause)
}

export function encrypted(cause?: unknown): SheetRefused {
  return new SheetRefused('encrypted', '文件已加密，请去掉密码后再上传', cause)
}

export function macro(): SheetRefused {
  return new SheetRefused('macro', '文件含有宏，请另存为不含宏的 .xlsx 后再上传')
}

export function tooManyRows(maxRows: number): SheetRefused {
  return new SheetRefused('too-many-rows', `一次最多导入${maxRows}条`)
}

export function noRows(): SheetRefused {
  return new SheetRefused('no-rows', '导入文件中没有数据')
}

export function unpacksTooLarge(bytes: number, cause?: unknown): SheetRefused {
  const megabytes = Math.round(bytes / 1024 / 1024)
  return new SheetRefused(
    'too-large',
    `Excel文件展开后超过 ${megabytes}MB，请删除多余的空白行列和图片，或拆分后再上传`,
    cause,
  )
}

export function tooLong(cause?: unknown): SheetRefused {
  return new SheetRefused('too-long', '文件过大或过于复杂，读取未能完成，请拆分后再上传', cause)
}
