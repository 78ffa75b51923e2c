import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise, openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { checkEntry, checkTotals, defaultLimits, isFolder, tooManyEntries } from './limits.ts'
import type { ArchiveLimits } from './limits.ts'
import { decodeNames, isArchiveName, isHidden, safePath } from './names.ts'
import { ArchiveRefused, damaged, encrypted, sizeInWords } from './refused.ts'

/** A file in an archive: `path` with forward slashes, `name` its last part, `size` in unpacked bytes as declared. */
export interface ArchiveEntry {
  path: string
  name: string
  size: number
}

/** An archive whose directory has passed all checks. Close it when done; reading after that throws. */
export interface Archive {
  /** In the order of the directory, without folders and hidden files. */
  entries: ArchiveEntry[]
  /** Paths left out: hidden files and those that systems add. */
  skipped: string[]
  /** The content as a stream that ends with ArchiveRefused when it is longer, shorter or other than declared. */
  read(entry: ArchiveEntry): Promise<Readable>
  /** The content at once; more than `maxBytes` are refused before unpacking. */
  readWhole(entry: ArchiveEntry, maxBytes: number): Promise<Buffer>
  close(): void
}

async function firstBytes(source: string | Buffer): Promise<Buffer> {
  if (typeof source !== 'string') return source.subarray(0, 4)
  await using file = await open(source)
  const read = await file.read(Buffer.alloc(4), 0, 4, 0)
  return read.buffer.subarray(0, read.bytesRead)
}

async function openZip(source: string | Buffer): Promise<ZipFile> {
  // Names are decoded here, since the library knows UTF-8 and DOS code page 437 only.
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: true }
  const start = await firstBytes(source)
  if (!(start[0] === 0x50 && start[1] === 0x4b)) {
    throw new ArchiveRefused('not-zip', '请上传zip格式的压缩文件')
  }
  try {
    return await (typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options))
  } catch (cause) {
    throw damaged(cause)
  }
}

async function readDirectory(zip: ZipFile): Promise<Entry[]> {
  try {
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    return entries
  } catch (cause) {
    throw cause instanceof Error && /encryption/.test(cause.message) ? encrypted() : damaged(cause)
  }
}

function checkDirectory(all: Entry[], limits: ArchiveLimits, fileSize: number) {
  const files = new Map<string, Entry>()
  const skipped: string[] = []
  const names = decodeNames(all)
  for (const [at, entry] of all.entries()) {
    const name = names[at] as string
    const path = safePath(name)
    if (isFolder(entry, path, name)) continue
    if (path === '') throw damaged()
    checkEntry(entry, path, limits)
    if (!limits.keepHidden && isHidden(path)) {
      skipped.push(path)
      continue
    }
    if (isArchiveName(path)) {
      throw new ArchiveRefused('nested', `压缩包内不能再有压缩文件，请去掉“${path}”后重新压缩`, path)
    }
    if (files.has(path)) throw new ArchiveRefused('duplicate', `压缩包内有重名的文件“${path}”，请重新压缩`, path)
    files.set(path, entry)
  }
  checkTotals(all, fileSize, limits)
  return { files, skipped }
}

async function* verified(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (cause) {
    throw damaged(cause)
  }
  if (sum !== entry.crc32) throw damaged()
}

/**
 * Opens a zip file (a path, or its bytes) after checking its whole directory. Throws ArchiveRefused; errors of the file
 * system pass through. What the files are is the caller's to find out.
 */
export async function openArchive(source: string | Buffer, given: Partial<ArchiveLimits> = {}): Promise<Archive> {
  const limits = { ...defaultLimits, ...given }
  const zip = await openZip(source)
  try {
    if (zip.entryCount > limits.entries) throw tooManyEntries(limits)
    const { files, skipped } = checkDirectory(await readDirectory(zip), limits, zip.fileSize)
    const found = (wanted: ArchiveEntry): Entry => {
      const entry = files.get(wanted.path)
      if (!entry) throw new Error(`no such entry in this archive: ${wanted.path}`)
      return entry
    }
    return {
      entries: [...files].map(([path, { uncompressedSize }]) => ({
        path,
        name: path.slice(path.lastIndexOf('/') + 1),
        size: uncompressedSize,
      })),
      skipped,
      read: async (entry) => Readable.from(verified(zip, found(entry)), { objectMode: false }),
      readWhole: async (entry, maxBytes) => {
        if (found(entry).uncompressedSize > maxBytes) {
          throw new ArchiveRefused(
            'entry-too-large',
            `压缩包内的“${entry.path}”超过 ${sizeInWords(maxBytes)}`,
            entry.path,
          )
        }
        return buffer(verified(zip, found(entry)))
      },
      close: () => zip.close(),
    }
  } catch (refusal) {
    zip.close()
    throw refusal
  }
}
