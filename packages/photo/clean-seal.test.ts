import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { cleanSeal } from './clean-seal.ts'

function seal(side: number, ink = '#d01010', fill = 'none'): Buffer {
  return Buffer.from(
    `<svg width="${side}" height="${side}" viewBox="0 0 100 100"><circle cx="50" cy="50" r="45" fill="${fill}" stroke="${ink}" stroke-width="4"/>` +
      `<path d="M50 25 L57 45 L78 45 L61 57 L67 78 L50 65 L33 78 L39 57 L22 45 L43 45 Z" fill="${ink}"/></svg>`,
  )
}

function onPaper(side: number, background = '#ffffff'): Sharp {
  return sharp({ create: { width: side, height: side, channels: 3, background } }).composite([{ input: seal(side) }])
}

async function pixels(png: Buffer) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  expect(info.channels).toBe(4)
  const colours = new Set<string>()
  const alphas = new Set<number>()
  for (let at = 0; at < data.length; at += 4) {
    colours.add(data.subarray(at, at + 3).toString('hex'))
    alphas.add(data[at + 3] ?? 0)
  }
  const alphaAt = (x: number, y: number) =>
    data[(Math.round(y * info.height) * info.width + Math.round(x * info.width)) * 4 + 3]
  return { ...info, colours: [...colours], alphas, alphaAt }
}

test('a seal becomes one colour, at most 16 steps of transparency and at most 500 pixels', async () => {
  for (const source of [await sharp(seal(1200)).png().toBuffer(), await onPaper(1200).jpeg().toBuffer()]) {
    const clean = await cleanSeal(source)
    const { width, height, colours, alphas, alphaAt } = await pixels(clean)
    expect([width, height]).toEqual([500, 500])
    expect(colours).toHaveLength(1)
    const [red = 0, green = 0, blue = 0] = Buffer.from(colours[0] ?? '', 'hex')
    expect(Math.abs(red - 0xd0) + Math.abs(green - 0x10) + Math.abs(blue - 0x10)).toBeLessThan(24)
    expect(alphas.size).toBeLessThanOrEqual(16)
    expect([alphaAt(0.01, 0.01), alphaAt(0.5, 0.15), alphaAt(0.5, 0.5), alphaAt(0.5, 0.05)]).toEqual([0, 0, 255, 255])
    expect(clean.length).toBeLessThan(15_000)
  }
})

test('white inside the seal does not hide what it is set upon', async () => {
  const { alphaAt } = await pixels(
    await cleanSeal(
      await sharp(seal(400, '#d01010', '#ffffff'))
        .png()
        .toBuffer(),
    ),
  )
  expect(alphaAt(0.5, 0.15)).toBe(0)
})

test('grey grain of scanned paper is taken off', async () => {
  const noise = {
    create: {
      width: 400,
      height: 400,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 235, sigma: 4 },
    },
  } as const
  const scan = await sharp(noise)
    .composite([{ input: seal(400) }])
    .jpeg()
    .toBuffer()
  const { alphaAt } = await pixels(await cleanSeal(scan))
  expect([alphaAt(0.01, 0.01), alphaAt(0.3, 0.3), alphaAt(0.5, 0.5)]).toEqual([0, 0, 255])
})

test('a small seal is not enlarged, a black signature stays black', async () => {
  const { width, colours } = await pixels(await cleanSeal(await sharp(seal(120, '#101010')).png().toBuffer()))
  expect(width).toBe(120)
  expect(Math.max(...Buffer.from(colours[0] ?? 'ff', 'hex'))).toBeLessThan(40)
})

test('P-0-10 wrong format, size and empty images are refused in words', async () => {
  await expect(cleanSeal(seal(100))).rejects.toMatchObject({
    code: 'format',
    message: '文件格式不正确，请上传 png 或 jpg 图片',
  })
  const png = await sharp(seal(100)).png().toBuffer()
  await expect(cleanSeal(png.subarray(0, 60))).rejects.toMatchObject({ code: 'format' })
  const large = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)])
  await expect(cleanSeal(large)).rejects.toMatchObject({ code: 'size', message: '文件大小超过限制，图片不超过 5MB' })
  const blank = sharp({ create: { width: 300, height: 300, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
  await expect(cleanSeal(await blank.png().toBuffer())).rejects.toMatchObject({ code: 'blank' })
  const huge = sharp({ create: { width: 5000, height: 4000, channels: 3, background: '#fff' } })
  await expect(cleanSeal(await huge.png().toBuffer())).rejects.toMatchObject({ code: 'pixels' })
})
