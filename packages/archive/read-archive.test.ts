import { crc32 } from 'node:zlib'
import { buffer } from 'node:stream/consumers'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { forgeZip } from './forged-zip.ts'
import type { ForgedEntry } from './forged-zip.ts'
import type { ArchiveLimits } from './limits.ts'
import { openArchive } from './read-archive.ts'
import { ArchiveRefused } from './refused.ts'

const photo = Buffer.from('photo')

async function refusal(source: Buffer | ForgedEntry[], limits?: Partial<ArchiveLimits>): Promise<ArchiveRefused> {
  const zip = Array.isArray(source) ? forgeZip(source) : source
  const fault = await openArchive(zip, limits).then(
    () => new Error('not refused'),
    (error: unknown) => error,
  )
  if (!(fault instanceof ArchiveRefused)) throw fault
  return fault
}

async function paths(entries: ForgedEntry[]): Promise<string[]> {
  return (await openArchive(forgeZip(entries))).entries.map((entry) => entry.path)
}

function unicodePathField(rawName: Uint8Array, name: string, crc = crc32(rawName)): Buffer {
  const data = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)])
  data.writeUInt32LE(crc, 1)
  const head = Buffer.alloc(4)
  head.writeUInt16LE(0x7075, 0)
  head.writeUInt16LE(data.length, 2)
  return Buffer.concat([head, data])
}

test('6.2 files in folders are read, folders, hidden and system files are skipped', async () => {
  const archive = await openArchive(
    forgeZip([
      { name: '一班/', method: 0, flags: 0x800 },
      { name: '一班/370682199901096532.jpg', content: photo, flags: 0x800 },
      { name: '__MACOSX/._370682199901096532.jpg', content: photo },
      { name: '一班/.DS_Store', content: photo, flags: 0x800 },
      { name: 'Thumbs.db', content: photo },
      { name: '.\\二班\\a.png', content: photo, flags: 0x800, method: 0 },
    ]),
  )
  expect(archive.entries).toEqual([
    { path: '一班/370682199901096532.jpg', name: '370682199901096532.jpg', size: 5 },
    { path: '二班/a.png', name: 'a.png', size: 5 },
  ])
  expect(archive.skipped).toEqual(['__MACOSX/._370682199901096532.jpg', '一班/.DS_Store', 'Thumbs.db'])
  for (const entry of archive.entries) expect(await archive.readWhole(entry, 5)).toEqual(photo)
  expect(await buffer(await archive.read(archive.entries[0]!))).toEqual(photo)
})

test('hidden files are kept for who asks', async () => {
  const archive = await openArchive(forgeZip([{ name: '_rels/.rels', content: photo }]), { keepHidden: true })
  expect(archive.entries.map((entry) => entry.path)).toEqual(['_rels/.rels'])
})

test('names are read as marked UTF-8, unmarked UTF-8, GBK and GB18030, and by the Unicode Path field', async () => {
  expect(await paths([{ name: '王小八.jpg', flags: 0x800 }])).toEqual(['王小八.jpg'])
  expect(await paths([{ name: '王小八.jpg' }, { name: 'é.jpg' }])).toEqual(['王小八.jpg', 'é.jpg'])
  expect(await paths([{ name: iconv.encode('照片/王小八.jpg', 'gbk') }])).toEqual(['照片/王小八.jpg'])
  expect(await paths([{ name: iconv.encode('𠮷㛃.jpg', 'gb18030') }])).toEqual(['𠮷㛃.jpg'])
  const raw = iconv.encode('王小八.jpg', 'gbk')
  expect(await paths([{ name: raw, extra: unicodePathField(raw, '𠮷小八.jpg') }])).toEqual(['𠮷小八.jpg'])
  expect(await paths([{ name: raw, extra: unicodePathField(raw, '别人.jpg', 1) }])).toEqual(['王小八.jpg'])
})

test('GBK bytes that happen to be valid UTF-8 are still read as GBK, also beside ASCII names', async () => {
  const raw = iconv.encode('圣才.jpg', 'gbk')
  const twins = ['一', '卢', '芝'].map((name) => iconv.encode(`${name}.jpg`, 'gbk'))
  expect(await paths([{ name: raw }, { name: 'a.jpg' }])).toEqual(['圣才.jpg', 'a.jpg'])
  expect(await paths(twins.map((name) => ({ name })))).toEqual(['一.jpg', '卢.jpg', '芝.jpg'])
  const ambiguous = Buffer.from([0xc4, 0xa3, 0xca, 0xa7, 0x2e, 0x6a, 0x70, 0x67])
  expect(new TextDecoder('utf-8', { fatal: true }).decode(ambiguous)).toBe('ģʧ.jpg')
  expect(await paths([{ name: ambiguous }])).toEqual(['模失.jpg'])
})

test('GBK characters whose second byte is a backslash do not split the path', async () => {
  const raw = iconv.encode('乗.jpg', 'gbk')
  expect(raw.includes(0x5c)).toBe(true)
  expect(await paths([{ name: raw }])).toEqual(['乗.jpg'])
})

test('6.2 what is no zip is refused by its content, a cut one is damaged', async () => {
  for (const content of ['Rar!\x1a\x07', '7z\xbc\xaf\x27\x1c', 'plain text', '', 'P']) {
    expect(await refusal(Buffer.from(content, 'latin1'))).toMatchObject({ message: '请上传zip格式的压缩文件' })
  }
  const zip = forgeZip([{ name: 'a.jpg', content: photo }])
  expect(await refusal(zip.subarray(0, zip.length - 5))).toMatchObject({ code: 'damaged', message: '压缩文件已损坏' })
  expect(await refusal(zip.subarray(0, 40))).toMatchObject({ code: 'damaged' })
  const broken = Buffer.from(zip)
  broken.writeUInt8(0, zip.indexOf('PK\x01\x02'))
  expect(await refusal(broken)).toMatchObject({ code: 'damaged' })
})

test('6.2 paths that lead out of the folder refuse the whole file', async () => {
  const bad = [
    '../a.jpg',
    'x/../../a.jpg',
    '/etc/a.jpg',
    'C:\\a.jpg',
    '..\\a.jpg',
    'a\u0000.jpg',
    '\\\\host\\a.jpg',
    '..',
  ]
  for (const name of bad) {
    expect(await refusal([{ name: 'ok.jpg', content: photo }, { name }])).toMatchObject({ code: 'unsafe-path' })
  }
  expect(await paths([{ name: 'a..b.jpg' }, { name: './c/./d.jpg' }])).toEqual(['a..b.jpg', 'c/d.jpg'])
})

test('links, encrypted files, odd compression, archives inside and two of a name are refused', async () => {
  const entry = { name: 'a.jpg', content: photo }
  expect(await refusal([{ ...entry, mode: 0o120777 }])).toMatchObject({ code: 'link' })
  expect(await paths([{ ...entry, mode: 0o100644 }])).toEqual(['a.jpg'])
  expect(await refusal([{ ...entry, flags: 1 }])).toMatchObject({ message: '压缩文件已加密，请去掉密码后再上传' })
  expect(await refusal([{ ...entry, flags: 0x41 }])).toMatchObject({ code: 'encrypted' })
  expect(await refusal([{ ...entry, method: 14 }])).toMatchObject({ code: 'unsupported' })
  expect(await refusal([{ ...entry, name: '里面.ZIP', flags: 0x800 }])).toMatchObject({
    message: '压缩包内不能再有压缩文件，请去掉“里面.ZIP”后重新压缩',
  })
  expect(await refusal([entry, { ...entry, name: './a.jpg' }])).toMatchObject({ code: 'duplicate' })
})

test('6.2 number of files, total size, size of one and ratio have limits', async () => {
  const two = [
    { name: 'a', content: Buffer.alloc(600, 'ab') },
    { name: 'b', content: Buffer.alloc(600, 'cd') },
  ]
  expect((await openArchive(forgeZip(two), { entries: 2, totalBytes: 1200, entryBytes: 600 })).entries).toHaveLength(2)
  expect(await refusal(two, { entries: 1 })).toMatchObject({
    code: 'too-many-entries',
    message: expect.stringContaining('1 个'),
  })
  expect(await refusal(two, { totalBytes: 1199 })).toMatchObject({ code: 'too-large' })
  expect(await refusal(two, { entryBytes: 599 })).toMatchObject({ code: 'entry-too-large' })
  expect(
    await refusal([{ name: 'a', size: 501 * 1024 * 1024, content: photo }], { ratio: 1e9, entryBytes: 1e9 }),
  ).toMatchObject({
    message: '压缩包解压后超过 500MB，请分开压缩后再上传',
  })
  expect(await refusal([{ name: 'a', content: Buffer.alloc(2 * 1024 * 1024) }])).toMatchObject({ code: 'bomb' })
})

test('entries that share their bytes are refused', async () => {
  const content = Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7919) % 251))
  const shared = Array.from({ length: 20 }, (_, at) => ({ name: `f${at}`, content, sharedWith: 0 }))
  expect(await refusal([{ name: 'first', content }, ...shared])).toMatchObject({ code: 'damaged' })
})

test('a directory that lies about size or content is found while reading', async () => {
  const content = Buffer.alloc(5000, 'abcdefg')
  for (const lie of [{ size: 10 }, { size: 6000 }, { crc: 1 }]) {
    const archive = await openArchive(forgeZip([{ name: 'a', content, ...lie }]))
    const entry = archive.entries[0]!
    await expect(archive.readWhole(entry, 10_000)).rejects.toMatchObject({ code: 'damaged' })
    await expect(buffer(await archive.read(entry))).rejects.toMatchObject({ code: 'damaged' })
  }
  const archive = await openArchive(forgeZip([{ name: 'a', content }]))
  await expect(archive.readWhole(archive.entries[0]!, 4999)).rejects.toMatchObject({ code: 'entry-too-large' })
})

test('an empty archive has no entries; errors of the file system pass through', async () => {
  expect((await openArchive(forgeZip([]))).entries).toEqual([])
  await expect(openArchive('/nowhere/a.zip')).rejects.toMatchObject({ code: 'ENOENT' })
})
