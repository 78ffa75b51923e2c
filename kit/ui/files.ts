import { answerTo, DefectError } from './client.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly type: string
}
export interface FileLimit {
  /** Extensions with the dot: ['.jpg', '.png']. */
  readonly types: readonly string[]
  readonly megabytes: number
}
/** P-0-10: image ≤ 5 MB, attachment ≤ 20 MB; imports ≤ 50 MB (P-0-06). The server looks at the content again. */
export const image: FileLimit = { types: ['.jpg', '.jpeg', '.png'], megabytes: 5 }
export const attachment: FileLimit = {
  types: ['.pdf', '.doc', '.docx', '.xls', '.xlsx', '.jpg', '.jpeg', '.png', '.zip', '.rar'],
  megabytes: 20,
}
export const workbook: FileLimit = { types: ['.xlsx', '.xls', '.csv'], megabytes: 50 }
/** A zip whose files are the rows of an import (spec 6.2). */
export const archive: FileLimit = { types: ['.zip'], megabytes: 500 }

/** Why a file will not do, or null. Earlier than the server, with the same words. */
export function unfit(file: { name: string; size: number }, limit: FileLimit): string | null {
  const ending = /\.[^.]+$/.exec(file.name)?.[0].toLowerCase() ?? ''
  if (!limit.types.includes(ending))
    return limit === workbook
      ? '请上传Excel文件'
      : limit === archive
        ? '请上传zip格式的压缩文件'
        : `文件格式不正确：${file.name}，可用 ${limit.types.map((t) => t.slice(1)).join('、')}`
  if (file.size > limit.megabytes * 1024 * 1024)
    return `文件大小超过限制：${file.name} 为 ${sizeText(file.size)}，不超过 ${limit.megabytes}MB`
  if (file.size === 0) return `文件是空的：${file.name}`
  return null
}
export const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))}KB` : `${(bytes / 1024 / 1024).toFixed(1)}MB`

/** Uploads one file; `progress` gets 0…1. @throws RefusedError, DefectError */
export function upload(
  file: Blob,
  name: string,
  purpose: string,
  progress?: (part: number) => void,
): Promise<StoredFile> {
  return answerTo(
    new Promise<Response>((resolve, reject) => {
      // fetch cannot tell how much has gone out; XMLHttpRequest can.
      const request = new XMLHttpRequest()
      request.open('POST', `/api/files?purpose=${encodeURIComponent(purpose)}`)
      request.upload.onprogress = (e) => progress?.(e.lengthComputable ? e.loaded / e.total : 0)
      request.onload = () => resolve(new Response(request.responseText, { status: request.status }))
      request.onerror = () => reject(new DefectError(null))
      const body = new FormData()
      body.append('file', file, name)
      request.send(body)
    }),
  )
}
