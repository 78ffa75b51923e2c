import sharp from 'sharp'
import type { Sharp } from 'sharp'

/** P-0-10 and spec 6.2: no image is larger. */
export const largestBytes = 5 * 1024 * 1024

// A picture of a telephone has more, but none that we take needs it; PNGs of a few kilobytes can claim gigapixels.
const mostPixels = 16_000_000

/** Jpeg or png by the first bytes, whatever the name says. */
export function imageKind(bytes: Uint8Array): 'jpeg' | 'png' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  return signature.every((byte, at) => bytes[at] === byte) ? 'png' : undefined
}

/** Size after turning as EXIF says, from the header alone; undefined when the header cannot be read. */
export async function imageSize(bytes: Uint8Array): Promise<{ width: number; height: number } | undefined> {
  try {
    const { autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata()
    return { width: autoOrient.width, height: autoOrient.height }
  } catch {
    return undefined
  }
}

export function isDecodable({ width, height }: { width: number; height: number }): boolean {
  return width * height <= mostPixels
}

/** Turned as EXIF says, on white where it was transparent, in sRGB; nothing else of the file is taken along. */
export function upright(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
}

/** Three bytes for each pixel, row by row. */
export interface Pixels {
  width: number
  height: number
  rgb: Buffer
}

export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw new Error(`an sRGB image with ${info.channels} channels`)
  return { width: info.width, height: info.height, rgb: data }
}
