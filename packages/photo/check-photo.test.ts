import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { checkPhoto, isPhotoName, isRed } from './check-photo.ts'

const red = '#d81e07'

// A photo as schools take them: a plain ground, a dark head and shoulders below the corners.
function photo(background = red, width = 295, height = 413): Sharp {
  const body = Buffer.from(
    `<svg width="${width}" height="${height}"><ellipse cx="50%" cy="45%" rx="25%" ry="25%" fill="#e8c4a0"/>` +
      '<rect x="15%" y="75%" width="70%" height="25%" fill="#203050"/></svg>',
  )
  return sharp({ create: { width, height, channels: 3, background } }).composite([{ input: body }])
}

async function codes(image: Sharp | Buffer): Promise<string[]> {
  return (await checkPhoto(Buffer.isBuffer(image) ? image : await image.jpeg().toBuffer())).map(({ code }) => code)
}

/** A PNG that claims a size and has no pixels. */
function hollowPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(10))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('P-5.2.3-05 a photo of the right size on red passes, as jpg and png', async () => {
  expect(await codes(photo())).toEqual([])
  expect(await codes(await photo().png().toBuffer())).toEqual([])
  expect(await codes(photo().jpeg({ quality: 50 }))).toEqual([])
})

test('6.2 sides may differ by 5%, not by a pixel more', async () => {
  for (const [width, height] of [
    [280, 392],
    [310, 434],
  ] as const)
    expect(await codes(photo(red, width, height))).toEqual([])
  for (const [width, height] of [
    [279, 413],
    [311, 413],
    [295, 391],
    [295, 435],
    [413, 295],
  ] as const) {
    expect(await codes(photo(red, width, height))).toEqual(['pixels'])
  }
  const [problem] = await checkPhoto(await photo(red, 600, 840).jpeg().toBuffer())
  expect(problem).toEqual({
    code: 'pixels',
    message: '照片像素不符合要求',
    detail: '实际 600×840，应为 295×413（允许相差 5%）',
  })
})

test('6.2 red of every kind passes; pink, orange, brown, wine almost black, blue and white fail', async () => {
  for (const ground of ['#ff0000', '#d81e07', '#c00000', '#e02040', '#a81414'])
    expect(await codes(photo(ground))).toEqual([])
  for (const ground of ['#ffc0cb', '#ff8c00', '#8b4513', '#500000', '#438edb', '#ffffff', '#e05a9a', '#808080']) {
    expect(await codes(photo(ground))).toEqual(['ground'])
  }
})

test('6.2 the borders of red in hue, saturation and value', () => {
  expect(isRed([255, 85, 0])).toBe(true)
  expect(isRed([255, 88, 0])).toBe(false)
  expect(isRed([255, 0, 85])).toBe(true)
  expect(isRed([255, 0, 88])).toBe(false)
  expect(isRed([200, 100, 100])).toBe(true)
  expect(isRed([200, 101, 101])).toBe(false)
  expect(isRed([90, 0, 0])).toBe(true)
  expect(isRed([89, 0, 0])).toBe(false)
  expect(isRed([0, 0, 0])).toBe(false)
})

test('P-5.2.3-05 the measured colour is said, for each corner that is wrong', async () => {
  const half = {
    input: { create: { width: 148, height: 413, channels: 3, background: '#ffffff' } },
    left: 147,
    top: 0,
  } as const
  const mixed = sharp(await photo().png().toBuffer()).composite([half])
  expect(await checkPhoto(await mixed.png().toBuffer())).toEqual([
    { code: 'ground', message: '照片底色应为红色', detail: '右上角为白色（#FFFFFF）' },
  ])
  const [blue] = await checkPhoto(await photo('#438edb').png().toBuffer())
  expect(blue?.detail).toBe('左上角为蓝色（#438EDB），右上角为蓝色（#438EDB）')
})

test('all that is wrong is said at once', async () => {
  expect(await codes(photo('#ffffff', 600, 840))).toEqual(['pixels', 'ground'])
})

test('a photo that lies on its side is judged as it is seen', async () => {
  const turned = await sharp(await photo().png().toBuffer())
    .rotate(-90)
    .jpeg()
    .toBuffer()
  expect(await codes(await sharp(turned).withMetadata({ orientation: 6 }).toBuffer())).toEqual([])
  expect(await codes(turned)).toContain('pixels')
})

test('grey and print colours are read too, and so is a PNG of 16 bits', async () => {
  expect(await codes(await photo().toColourspace('b-w').jpeg().toBuffer())).toEqual(['ground'])
  expect(await codes(await photo('#e00000').toColourspace('cmyk').jpeg().toBuffer())).toEqual([])
  expect(await codes(await photo().toColourspace('rgb16').png().toBuffer())).toEqual([])
})

test('a transparent ground is no red one', async () => {
  const clear = sharp({
    create: { width: 295, height: 413, channels: 4, background: { r: 255, g: 0, b: 0, alpha: 0 } },
  })
  expect(await codes(await clear.png().toBuffer())).toEqual(['ground'])
})

test('P-5.2.3-05 P-0-10 other formats are refused by content, damaged files too', async () => {
  const wrong = { code: 'format', message: '照片格式不正确' }
  const jpeg = await photo().jpeg().toBuffer()
  const others = [
    await photo().webp().toBuffer(),
    await photo().gif().toBuffer(),
    Buffer.from('<svg/>'),
    Buffer.alloc(0),
  ]
  for (const bytes of [...others, jpeg.subarray(0, 200), jpeg.subarray(0, jpeg.length / 2), hollowPng(295, 413)]) {
    expect(await checkPhoto(bytes)).toMatchObject([wrong])
  }
})

test('P-5.2.3-05 5 MB pass, a byte more does not', async () => {
  const jpeg = await photo().jpeg().toBuffer()
  const padded = Buffer.concat([jpeg, Buffer.alloc(5 * 1024 * 1024 - jpeg.length)])
  expect(await codes(padded)).toEqual([])
  expect(await checkPhoto(Buffer.concat([padded, Buffer.alloc(1)]))).toEqual([
    { code: 'size', message: '照片大小超过5M', detail: '实际 5.01MB' },
  ])
})

test('an image that claims a huge size is refused without being unpacked', async () => {
  const before = performance.now()
  expect(await codes(hollowPng(60_000, 60_000))).toEqual(['pixels'])
  expect(performance.now() - before).toBeLessThan(1000)
})

test('6.2 names of photos', () => {
  for (const name of ['370682199901096532.jpg', 'a.JPEG', 'b.Png']) expect(isPhotoName(name)).toBe(true)
  for (const name of ['a.gif', 'jpg', 'a.jpg.exe', '']) expect(isPhotoName(name)).toBe(false)
})
