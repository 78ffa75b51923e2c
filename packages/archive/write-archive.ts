import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { safePath } from './names.ts'

/** A file to pack. `compressed` says that it is already (jpg, pdf, xlsx) and is only stored. `modified` is now if absent. */
export interface ArchiveFile {
  path: string
  content: Uint8Array | AsyncIterable<Uint8Array>
  compressed?: boolean
  modified?: Date
}

async function add(zip: ZipFile, output: PassThrough, file: ArchiveFile): Promise<void> {
  const options = { compress: file.compressed !== true, mtime: file.modified ?? new Date() }
  if (file.content instanceof Uint8Array) {
    zip.addBuffer(
      Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength),
      file.path,
      options,
    )
    if (output.writableNeedDrain) await once(output, 'drain')
    return
  }
  const content = Readable.from(file.content, { objectMode: false })
  const stop = () => void content.destroy()
  output.once('close', stop)
  zip.addReadStream(content, file.path, options)
  await finished(content, { writable: false })
  output.off('close', stop)
}

async function pack(zip: ZipFile, output: PassThrough, files: Iterable<ArchiveFile> | AsyncIterable<ArchiveFile>) {
  const paths = new Set<string>()
  for await (const file of files) {
    if (output.destroyed) return
    const path = safePath(file.path)
    if (paths.has(path)) throw new Error(`two files of one path in an archive: ${path}`)
    paths.add(path)
    await add(zip, output, { ...file, path })
  }
  zip.end()
}

/**
 * Packs files into a zip as they come: the next file is asked for when the one before is on its way, nothing is held
 * back but the directory. Names are UTF-8. A fault in a file or its content destroys the stream with that fault.
 */
export function writeArchive(files: Iterable<ArchiveFile> | AsyncIterable<ArchiveFile>): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as PassThrough
  const fail = (fault: unknown) => void output.destroy(fault instanceof Error ? fault : new Error(String(fault)))
  zip.on('error', fail)
  pack(zip, output, files).catch(fail)
  return output
}
