import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { checkPhoto } from './check-photo.ts'
import { cleanPhoto } from './clean-photo.ts'

function ground(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#d81e07' } })
}

test('metadata is gone, the photo stands upright and still passes', async () => {
  const lying = await ground(413, 295)
    .jpeg()
    .withExif({ IFD0: { Copyright: '某某照相馆', Artist: '37.5N 121.4E' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  const clean = await cleanPhoto(lying)
  const { format, width, height, exif, icc, orientation } = await sharp(clean).metadata()
  expect({ format, width, height, exif, icc, orientation }).toEqual({
    format: 'jpeg',
    width: 295,
    height: 413,
    exif: undefined,
    icc: undefined,
    orientation: undefined,
  })
  expect(clean.includes('某某照相馆')).toBe(false)
  expect(await checkPhoto(clean)).toEqual([])
})

test('a busy photo is held within 40 kB, a plain one keeps its quality', async () => {
  const noise = {
    create: {
      width: 310,
      height: 434,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  } as const
  const busy = await sharp(noise).png().toBuffer()
  expect((await sharp(busy).jpeg({ quality: 90 }).toBuffer()).length).toBeGreaterThan(40_000)
  expect((await cleanPhoto(busy)).length).toBeLessThanOrEqual(40_000)
  expect((await cleanPhoto(busy, 20_000)).length).toBeLessThanOrEqual(20_000)
  expect((await cleanPhoto(await ground(295, 413).png().toBuffer())).length).toBeLessThan(4000)
})

test('transparent parts become white', async () => {
  const clear = sharp({ create: { width: 295, height: 413, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
  const { channels } = await sharp(await cleanPhoto(await clear.png().toBuffer())).stats()
  expect(channels.map((channel) => Math.round(channel.mean))).toEqual([255, 255, 255])
})

test('what is no image is thrown', async () => {
  await expect(cleanPhoto(Buffer.from('no image'))).rejects.toThrow('unsupported image format')
})
