import { colourInWords, meanColour, toHsv } from './colour.ts'
import type { Colour } from './colour.ts'
import { imageKind, imageSize, isDecodable, largestBytes, pixelsOf, upright } from './decode.ts'
import type { Pixels } from './decode.ts'

/** `message` is the manual's sentence (P-5.2.3-05), `detail` what was measured and what is wanted. */
export interface PhotoProblem {
  code: 'format' | 'size' | 'pixels' | 'ground'
  message: string
  detail: string
}

const messages = {
  format: '照片格式不正确',
  size: '照片大小超过5M',
  pixels: '照片像素不符合要求',
  ground: '照片底色应为红色',
}

function problem(code: PhotoProblem['code'], detail: string): PhotoProblem {
  return { code, message: messages[code], detail }
}

// Spec 6.2: 295×413, ±5% each side.
const sides = { width: { least: 280, most: 310 }, height: { least: 392, most: 434 } }

function sizeFits(width: number, height: number): boolean {
  const fits = (value: number, { least, most }: { least: number; most: number }) => value >= least && value <= most
  return fits(width, sides.width) && fits(height, sides.height)
}

/** Spec 6.2: hue within 20° of red, saturation ≥ 0.5, value ≥ 0.35, so that pink, orange and brown fail. */
export function isRed(colour: Colour): boolean {
  const { hue, saturation, value } = toHsv(colour)
  return Math.min(hue, 360 - hue) <= 20 && saturation >= 0.5 && value >= 0.35
}

const square = 20

function groundProblem(pixels: Pixels): PhotoProblem | undefined {
  const corners: [string, Colour][] = [
    ['左上角', meanColour(pixels, 0, 0, square, square)],
    ['右上角', meanColour(pixels, pixels.width - square, 0, square, square)],
  ]
  const wrong = corners.filter(([, colour]) => !isRed(colour))
  if (wrong.length === 0) return undefined
  return problem('ground', wrong.map(([corner, colour]) => `${corner}为${colourInWords(colour)}`).join('，'))
}

function megabytes(bytes: number): string {
  // Rounded up: a file a few bytes over the limit must not be called 5.00MB.
  return `${(Math.ceil((bytes / 1024 / 1024) * 100) / 100).toFixed(2)}MB`
}

/** True when the name ends as spec 6.2 asks; what the file is, `checkPhoto` finds out by its content. */
export function isPhotoName(fileName: string): boolean {
  return /\.(?:jpe?g|png)$/i.test(fileName)
}

/**
 * Checks the photo of a candidate by spec 6.2 and says all that is wrong with it; an empty list means that it may be
 * used. A file that is too large is not opened, and one that claims more than 16 million pixels not unpacked.
 */
export async function checkPhoto(bytes: Uint8Array): Promise<PhotoProblem[]> {
  if (!imageKind(bytes)) return [problem('format', '应为 jpg 或 png 图片')]
  if (bytes.length > largestBytes) return [problem('size', `实际 ${megabytes(bytes.length)}`)]
  const size = await imageSize(bytes)
  if (!size) return [problem('format', '图片已损坏，请重新导出')]
  const { width, height } = size
  const problems = sizeFits(width, height)
    ? []
    : [problem('pixels', `实际 ${width}×${height}，应为 295×413（允许相差 5%）`)]
  if (!isDecodable(size)) return problems
  try {
    const ground = groundProblem(await pixelsOf(upright(bytes)))
    return ground ? [...problems, ground] : problems
  } catch {
    return [problem('format', '图片已损坏，请重新导出')]
  }
}
