import sharp from 'sharp'
import { imageKind, imageSize, isDecodable, largestBytes, pixelsOf, upright } from './decode.ts'
import type { Pixels } from './decode.ts'

/** An image that may not be used; `message` may be shown as it stands (P-0-10). */
export class ImageRefused extends Error {
  override name = 'ImageRefused'
  readonly code: 'format' | 'size' | 'pixels' | 'blank'

  constructor(code: ImageRefused['code'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}

// A seal of 42 mm at print size. In a PDF its colour plane is stored flat: one colour and few steps of transparency
// keep it at a fifth of what an image with smooth edges takes.
const longestSide = 500
const alphaSteps = 15

/** How dark each pixel is: the lowest of its three parts, which ink of any colour lowers and white paper does not. */
function darkness(pixels: Pixels): Uint8Array {
  const lowest = new Uint8Array(pixels.width * pixels.height)
  for (let at = 0; at < lowest.length; at++) {
    const from = at * 3
    lowest[at] = Math.min(pixels.rgb[from] ?? 0, pixels.rgb[from + 1] ?? 0, pixels.rgb[from + 2] ?? 0)
  }
  return lowest
}

/** How often each level from 0 to 255 occurs. */
function histogram(levels: Iterable<number>): number[] {
  const counts = Array.from({ length: 256 }, () => 0)
  for (const level of levels) counts[level] = (counts[level] ?? 0) + 1
  return counts
}

function total(counts: number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** The level below which `share` (0 to 1) of what was counted lies. */
function percentile(counts: number[], share: number): number {
  let left = total(counts) * share
  return counts.findIndex((count) => (left -= count) < 0)
}

/** The paper is what surrounds the ink: the middle level along the four edges. */
function paperLevel(lowest: Uint8Array, width: number, height: number): number {
  const edge: number[] = []
  for (let x = 0; x < width; x++) edge.push(lowest[x] ?? 0, lowest[(height - 1) * width + x] ?? 0)
  for (let y = 0; y < height; y++) edge.push(lowest[y * width] ?? 0, lowest[y * width + width - 1] ?? 0)
  return percentile(histogram(edge), 0.5)
}

function inkColour(pixels: Pixels, lowest: Uint8Array, darkerThan: number): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0]
  let count = 0
  for (let at = 0; at < lowest.length; at++) {
    if ((lowest[at] ?? 0) > darkerThan) continue
    for (const part of [0, 1, 2] as const) sum[part] += pixels.rgb[at * 3 + part] ?? 0
    count++
  }
  return [Math.round(sum[0] / count), Math.round(sum[1] / count), Math.round(sum[2] / count)]
}

function separateInk(pixels: Pixels): Buffer {
  const lowest = darkness(pixels)
  const paper = paperLevel(lowest, pixels.width, pixels.height)
  const marks = histogram(lowest).slice(0, Math.max(0, paper - 40))
  if (total(marks) < lowest.length / 1000) throw new ImageRefused('blank', '图片是空白的，请换一张')
  const ink = percentile(marks, 0.1)
  const [red, green, blue] = inkColour(pixels, lowest, paper - 0.7 * (paper - ink))
  const rgba = Buffer.alloc(lowest.length * 4)
  for (let at = 0; at < lowest.length; at++) {
    const cover = Math.max(0, Math.min(1, (paper - (lowest[at] ?? 0)) / (paper - ink)))
    const step = Math.round(cover * alphaSteps)
    // The faintest step is the grain of the paper. The colour stands in transparent pixels too: one flat plane.
    const alpha = step < 2 ? 0 : Math.round((step / alphaSteps) * 255)
    rgba.writeUInt32BE(((red << 24) | (green << 16) | (blue << 8) | alpha) >>> 0, at * 4)
  }
  return rgba
}

/**
 * A seal or a signature as a small PNG on a transparent ground, at most 500 pixels a side: the ink in one colour, its
 * edges in 16 steps of transparency; white parts, drawn or transparent, become transparent. For marks of one colour:
 * a picture of several colours comes out in their mean. Takes png or jpeg, throws ImageRefused.
 */
export async function cleanSeal(bytes: Uint8Array): Promise<Buffer> {
  if (!imageKind(bytes)) throw new ImageRefused('format', '文件格式不正确，请上传 png 或 jpg 图片')
  if (bytes.length > largestBytes) throw new ImageRefused('size', '文件大小超过限制，图片不超过 5MB')
  const size = await imageSize(bytes)
  if (!size) throw new ImageRefused('format', '文件格式不正确，图片已损坏')
  if (!isDecodable(size)) throw new ImageRefused('pixels', '图片像素过大，请缩小到 4000×4000 以内后再上传')
  const pixels = await pixelsOf(
    upright(bytes).resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true }),
  ).catch((cause: unknown) => {
    throw new ImageRefused('format', '文件格式不正确，图片已损坏', cause)
  })
  const raw = { width: pixels.width, height: pixels.height, channels: 4 as const }
  return sharp(separateInk(pixels), { raw }).png({ compressionLevel: 9, adaptiveFiltering: false }).toBuffer()
}
