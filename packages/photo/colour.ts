import type { Pixels } from './decode.ts'

/** Red, green and blue from 0 to 255. */
export type Colour = [red: number, green: number, blue: number]

/** Hue in degrees from 0 to 360, saturation and value from 0 to 1. */
export interface Hsv {
  hue: number
  saturation: number
  value: number
}

export function toHsv([red, green, blue]: Colour): Hsv {
  const most = Math.max(red, green, blue)
  const spread = most - Math.min(red, green, blue)
  let sixth = 0
  if (spread > 0) {
    if (most === red) sixth = ((green - blue) / spread + 6) % 6
    else if (most === green) sixth = (blue - red) / spread + 2
    else sixth = (red - green) / spread + 4
  }
  return { hue: sixth * 60, saturation: most === 0 ? 0 : spread / most, value: most / 255 }
}

/** The mean colour of a rectangle; what lies outside of the image is left out. */
export function meanColour(pixels: Pixels, left: number, top: number, width: number, height: number): Colour {
  const sum: Colour = [0, 0, 0]
  let count = 0
  for (let y = top; y < Math.min(top + height, pixels.height); y++) {
    for (let x = Math.max(left, 0); x < Math.min(left + width, pixels.width); x++) {
      const at = (y * pixels.width + x) * 3
      sum[0] += pixels.rgb[at] ?? 0
      sum[1] += pixels.rgb[at + 1] ?? 0
      sum[2] += pixels.rgb[at + 2] ?? 0
      count++
    }
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count]
}

const hues: [upTo: number, name: string][] = [
  [20, '红色'],
  [45, '橙色'],
  [70, '黄色'],
  [165, '绿色'],
  [195, '青色'],
  [265, '蓝色'],
  [320, '紫色'],
  [340, '玫红色'],
  [361, '红色'],
]

/** What a person would call it, with the measured value: 白色（#FDFDFD）. */
export function colourInWords(colour: Colour): string {
  const { hue, saturation, value } = toHsv(colour)
  const code = `#${colour
    .map((part) => Math.round(part).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}`
  const named = hues.find(([upTo]) => hue <= upTo)?.[1] ?? '红色'
  if (value < 0.15) return `黑色（${code}）`
  if (saturation < 0.12) return `${value > 0.85 ? '白色' : '灰色'}（${code}）`
  if (saturation < 0.5) return `浅${named}（${code}）`
  return `${value < 0.5 ? '深' : ''}${named}（${code}）`
}
