import type { Entry } from 'yauzl'
import { ArchiveRefused, damaged, encrypted, sizeInWords } from './refused.ts'

/**
 * What an archive may be at most, by its own directory, before a byte is unpacked. Bytes are unpacked sizes; `ratio` is
 * unpacked to packed and counts for entries over 1 MiB. `keepHidden` keeps dot files (an .xlsx needs its _rels/.rels).
 */
export interface ArchiveLimits {
  entries: number
  totalBytes: number
  entryBytes: number
  ratio: number
  keepHidden: boolean
}

/** For a zip of photos (spec 6.2): 2000 files, 500 MB. */
export const defaultLimits: ArchiveLimits = {
  entries: 2000,
  totalBytes: 500 * 1024 * 1024,
  entryBytes: 500 * 1024 * 1024,
  ratio: 200,
  keepHidden: false,
}

export function tooManyEntries(limits: ArchiveLimits): ArchiveRefused {
  return new ArchiveRefused('too-many-entries', `压缩包内的文件超过 ${limits.entries} 个，请分开压缩后再上传`)
}

/** True for a folder; refuses symbolic links and devices, which would lead out of the archive. */
export function isFolder(entry: Entry, path: string, name: string): boolean {
  // The upper half of the attributes is the Unix mode; zero when the archive was made elsewhere.
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  if (type !== 0 && type !== 0o100000 && type !== 0o040000) {
    throw new ArchiveRefused('link', `压缩包内的“${path}”是链接，不是文件，请去掉后重新压缩`, path)
  }
  return type === 0o040000 || /[/\\]$/.test(name)
}

/** Refuses an entry that cannot or may not be unpacked. */
export function checkEntry(entry: Entry, path: string, limits: ArchiveLimits): void {
  if (entry.isEncrypted()) throw encrypted()
  if (!entry.canDecodeFileData()) {
    throw new ArchiveRefused(
      'unsupported',
      `压缩包内的“${path}”使用了不支持的压缩方式，请用 zip 默认方式重新压缩`,
      path,
    )
  }
  const { uncompressedSize: size, compressedSize: packed } = entry
  if (size > limits.entryBytes) {
    throw new ArchiveRefused('entry-too-large', `压缩包内的“${path}”超过 ${sizeInWords(limits.entryBytes)}`, path)
  }
  if (size > 1024 * 1024 && size > packed * limits.ratio) {
    throw new ArchiveRefused('bomb', `压缩包内的“${path}”压缩比异常，请用原文件重新压缩`, path)
  }
}

/**
 * Refuses an archive that is too large as a whole. Entries that together claim more packed bytes than the file has
 * share their bytes, as bombs do.
 */
export function checkTotals(entries: Entry[], fileSize: number, limits: ArchiveLimits): void {
  const sum = (of: (entry: Entry) => number) => entries.reduce((total, entry) => total + of(entry), 0)
  if (sum((entry) => entry.uncompressedSize) > limits.totalBytes) {
    throw new ArchiveRefused('too-large', `压缩包解压后超过 ${sizeInWords(limits.totalBytes)}，请分开压缩后再上传`)
  }
  if (sum((entry) => entry.compressedSize) > fileSize) throw damaged()
}
