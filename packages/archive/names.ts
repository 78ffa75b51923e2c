import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { ArchiveRefused } from './refused.ts'

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const gb18030 = new TextDecoder('gb18030')

function asUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return undefined
  }
}

/** The name by Info-ZIP's Unicode Path field (0x7075), valid only while it was made for this very raw name. */
function unicodePath(entry: Entry): string | undefined {
  for (const { id, data } of entry.extraFields) {
    if (id === 0x7075 && data.length > 5 && data[0] === 1 && data.readUInt32LE(1) === crc32(entry.fileNameRaw)) {
      return asUtf8(data.subarray(5))
    }
  }
  return undefined
}

function declaredName(entry: Entry): string | undefined {
  return unicodePath(entry) ?? ((entry.generalPurposeBitFlag & 0x800) !== 0 ? asUtf8(entry.fileNameRaw) : undefined)
}

/**
 * Reads the names of a whole archive. Names that say nothing of their encoding are UTF-8 (as macOS writes them) or
 * GB18030 (as Chinese Windows does). One program wrote them all, so they are judged together: bytes of two Chinese
 * characters in GBK can be valid UTF-8, but then of Latin, Greek or Cyrillic letters, never of Chinese ones.
 */
export function decodeNames(entries: Entry[]): string[] {
  const declared = entries.map(declaredName)
  const undeclared = entries.filter((_, at) => declared[at] === undefined).map((entry) => asUtf8(entry.fileNameRaw))
  const ascii = undeclared.every((name) => name !== undefined && /^\p{ASCII}*$/u.test(name))
  const utf8 =
    ascii ||
    (undeclared.every((name) => name !== undefined) && undeclared.some((name) => /[\u0800-\u{10FFFF}]/u.test(name)))
  return entries.map(
    (entry, at) => declared[at] ?? (utf8 ? asUtf8(entry.fileNameRaw) : undefined) ?? gb18030.decode(entry.fileNameRaw),
  )
}

/**
 * A path with forward slashes and no empty or dot segments. Refuses what would leave the folder it is unpacked into:
 * absolute paths, drive letters, `..`, control characters.
 */
export function safePath(name: string): string {
  const path = name.replaceAll('\\', '/')
  const segments = path.split('/')
  if (
    path.startsWith('/') ||
    /^[a-zA-Z]:/.test(path) ||
    segments.includes('..') ||
    /[\p{Cc}\u202A-\u202E]/u.test(path)
  ) {
    const shown = name.replace(/[\p{Cc}\u202A-\u202E]/gu, '?').slice(0, 100)
    throw new ArchiveRefused('unsafe-path', `压缩包内的文件路径“${shown}”不安全，请重新压缩后再上传`, shown)
  }
  return segments.filter((segment) => segment !== '' && segment !== '.').join('/')
}

/** Files that systems add by themselves: macOS' resource forks, dot files, Windows' thumbnails. */
export function isHidden(path: string): boolean {
  return path
    .split('/')
    .some((segment) => segment.startsWith('.') || /^(?:__MACOSX|Thumbs\.db|desktop\.ini)$/i.test(segment))
}

/** Named like an archive: it could be a second bomb inside the first, and nothing here looks into it. */
export function isArchiveName(path: string): boolean {
  return /\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz|zst|cab|iso)$/i.test(path)
}
