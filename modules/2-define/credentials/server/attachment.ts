import type { Inside } from '#kit/server/context.ts'
import type { Attachment } from './store-standards.ts'

const most = 20 * 1024 * 1024

/** P-0-10: an attachment is a PDF by its content, not by its name, of at most 20 MB. A foreign file is no file. */
export async function fitAttachment(
  inside: Inside,
  fileId: string | null | undefined,
): Promise<Attachment | null | 'file-format' | 'file-size' | 'not-found'> {
  if (!fileId) return null
  const found = await inside.house.files.read(inside.tx, fileId)
  if (!found || found.file.purpose !== 'standard') return 'not-found'
  if (found.file.size > most) return 'file-size'
  if (found.bytes.subarray(0, 5).toString('latin1') !== '%PDF-') return 'file-format'
  return { id: fileId, name: found.file.name, size: found.file.size }
}
