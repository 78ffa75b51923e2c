import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openArchive } from './read-archive.ts'
import { writeArchive } from './write-archive.ts'
import type { ArchiveFile } from './write-archive.ts'

async function packed(files: Iterable<ArchiveFile> | AsyncIterable<ArchiveFile>): Promise<Buffer> {
  return buffer(writeArchive(files))
}

test('what is written is read back, from buffers and streams, from memory and from disk', async () => {
  const bytes = await packed([
    { path: '证书/王小八.pdf', content: Buffer.from('%PDF'), compressed: true },
    {
      path: '说明.txt',
      content: (async function* () {
        yield Buffer.from('一')
        yield Buffer.from('二')
      })(),
    },
    { path: '空.txt', content: new Uint8Array() },
  ])
  const folder = await mkdtemp(join(tmpdir(), 'archive-'))
  await writeFile(join(folder, 'a.zip'), bytes)
  for (const source of [bytes, join(folder, 'a.zip')]) {
    const archive = await openArchive(source)
    const contents = await Promise.all(archive.entries.map((entry) => archive.readWhole(entry, 100)))
    expect(archive.entries.map((entry) => entry.path)).toEqual(['证书/王小八.pdf', '说明.txt', '空.txt'])
    expect(contents.map(String)).toEqual(['%PDF', '一二', ''])
    archive.close()
  }
  await rm(folder, { recursive: true })
})

test('files are asked for one by one as the reader takes them', async () => {
  let asked = 0
  const noise = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (at * at * 31 + at) % 251))
  const files = (function* () {
    for (; asked < 100; asked++) yield { path: `${asked}.bin`, content: noise, compressed: true }
  })()
  const stream = writeArchive(files)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(asked).toBeLessThan(5)
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) size += chunk.length
  expect(asked).toBe(100)
  expect(size).toBeGreaterThan(10_000_000)
})

test('a fault in the files or their content reaches the reader', async () => {
  const failing = async function* () {
    yield Buffer.from('a')
    throw new Error('source broke')
  }
  await expect(packed([{ path: 'a', content: failing() }])).rejects.toThrow('source broke')
  await expect(packed([{ path: '../a', content: Buffer.from('') }])).rejects.toMatchObject({ code: 'unsafe-path' })
  const twice = { path: 'a', content: Buffer.from('') }
  await expect(packed([twice, twice])).rejects.toThrow('two files of one path')
})

test('a reader that leaves stops the source', async () => {
  let stopped = false
  const endless = async function* () {
    try {
      for (;;) yield Buffer.alloc(65_536)
    } finally {
      stopped = true
    }
  }
  const stream = writeArchive([{ path: 'a', content: endless(), compressed: true }])
  for await (const chunk of stream as AsyncIterable<Buffer>) if (chunk.length > 0) break
  await expect.poll(() => stopped).toBe(true)
})
