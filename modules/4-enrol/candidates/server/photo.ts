import sharp from 'sharp'
import type { Inside } from '#kit/server/context.ts'

/** Spec 6.2, A11: pixels decide, ±5% a side; the ground is judged in both top corners. */
export const maxPhotoBytes = 5 * 1024 * 1024
export const tooLarge = '照片大小超过5M'
const wide = [280, 310] as const
const high = [392, 434] as const
const corner = 20

export interface PhotoType {
  readonly type: 'image/jpeg' | 'image/png'
  readonly ending: 'jpg' | 'png'
}
export type PhotoVerdict = ({ readonly ok: true } & PhotoType) | { readonly ok: false; readonly why: string }
const no = (why: string): PhotoVerdict => ({ ok: false, why })

/** Judges a photo by its content, not by its name. */
export async function judgePhoto(bytes: Buffer): Promise<PhotoVerdict> {
  if (bytes.length > maxPhotoBytes) return no(tooLarge)
  try {
    const image = sharp(bytes, { limitInputPixels: 50_000_000, failOn: 'error' })
    const { format, width, height, pages } = await image.metadata()
    if ((format !== 'jpeg' && format !== 'png') || (pages ?? 1) > 1) return no('照片格式不正确：应为jpg或png')
    if (width < wide[0] || width > wide[1] || height < high[0] || height > high[1]) return no(`照片像素不符合要求：应为295*413，现为${width}*${height}`)
    const rgb = await image.removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
    const isRed = [0, width - corner].every((left) => isRedGround(meanOf(rgb.data, rgb.info.width, left)))
    if (!isRed) return no('照片底色应为红色')
    return format === 'jpeg' ? { ok: true, type: 'image/jpeg', ending: 'jpg' } : { ok: true, type: 'image/png', ending: 'png' }
  } catch {
    return no('照片格式不正确：文件已损坏')
  }
}

function meanOf(data: Buffer, width: number, left: number): readonly [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0]
  for (let y = 0; y < corner; y++)
    for (let x = left; x < left + corner; x++) for (const c of [0, 1, 2] as const) sum[c] += data[(y * width + x) * 3 + c] ?? 0
  const n = corner * corner * 255
  return [sum[0] / n, sum[1] / n, sum[2] / n]
}
/** Hue within 20° of red, saturation ≥ 0.5, value ≥ 0.35: pink, orange and brown fail. */
function isRedGround([r, g, b]: readonly [number, number, number]): boolean {
  const value = Math.max(r, g, b)
  const spread = value - Math.min(r, g, b)
  if (value < 0.35 || spread / value < 0.5 || value !== r) return false
  return Math.abs((60 * (g - b)) / spread) <= 20
}

/** What is wrong with an uploaded photo, or null. */
export async function photoFileFault(inside: Inside, fileId: string): Promise<string | null> {
  const stored = await inside.house.files.read(inside.tx, fileId)
  if (stored?.file.purpose !== 'photo') return '照片不存在，请重新上传'
  const verdict = await judgePhoto(stored.bytes)
  return verdict.ok ? null : verdict.why
}
