import type { Inside } from '#kit/server/context.ts'
import { checkPhoto, cleanPhoto } from '#packages/photo/index.ts'
import { schoolOf } from './school.ts'

/** Spec 6.2, A11. */
export const maxPhotoBytes = 5 * 1024 * 1024
export const tooLarge = '照片大小超过5M'
export const photoPurpose = 'photo'

/** All that is wrong with a photo, in the sentences of the manual (P-5.2.3-05), or null. */
export async function photoFault(bytes: Uint8Array): Promise<string | null> {
  const problems = await checkPhoto(bytes)
  return problems.length ? problems.map((p) => `${p.message}：${p.detail}`).join('；') : null
}

/** Keeps a photo that fits as an image of our own making, never the bytes that came. Named by nothing that tells who it is. */
export async function keepPhoto(inside: Inside, bytes: Uint8Array): Promise<string> {
  const { principal } = inside
  const stored = await inside.house.files.save(inside.tx, {
    purpose: photoPurpose,
    name: '照片.jpg',
    type: 'image/jpeg',
    bytes: await cleanPhoto(bytes),
    owner: schoolOf(principal).id,
    by: principal.accountId,
  })
  return stored.id
}

/** Judges an uploaded photo and keeps it: the id of the kept file, or what is wrong. */
export async function takePhoto(
  inside: Inside,
  fileId: string,
): Promise<{ readonly fileId: string } | { readonly wrong: string }> {
  const upload = await inside.house.files.read(inside.tx, fileId)
  if (upload?.file.purpose !== photoPurpose) return { wrong: '照片不存在，请重新上传' }
  const wrong = await photoFault(upload.bytes)
  return wrong ? { wrong } : { fileId: await keepPhoto(inside, upload.bytes) }
}
