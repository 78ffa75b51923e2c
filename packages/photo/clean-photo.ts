import sharp from 'sharp'
import { pixelsOf, upright } from './decode.ts'

const qualities = [90, 85, 80, 75, 70, 60, 50, 40, 30, 20, 10]

/**
 * A photo that passed `checkPhoto` as a JPEG of its own: upright, on white, sRGB, without metadata, and with the best
 * quality that keeps it within `maxBytes` (40 kB: it is printed on every paper of the candidate).
 * Throws what the decoder throws when the bytes are no image.
 */
export async function cleanPhoto(bytes: Uint8Array, maxBytes = 40_000): Promise<Buffer> {
  const { width, height, rgb } = await pixelsOf(upright(bytes))
  let photo = Buffer.alloc(0)
  for (const quality of qualities) {
    photo = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .jpeg({ quality })
      .toBuffer()
    if (photo.length <= maxBytes) break
  }
  return photo
}
