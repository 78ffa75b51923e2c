import { spawnSync } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { makeSealCertificate, type KeyKind } from './certificate.ts'
import { sealFields, signatureEntry } from './fields.ts'
import { dictionaryOf, openPdf, pagesOf, valueOf } from './file.ts'
import { countersign } from './seal.ts'
import { sealer } from './sealer.ts'
import {
  countersignedPdf,
  makeSeals,
  personField,
  sealedPdf,
  sealField,
  specimenPdf,
  validFrom,
  validTo,
} from './specimen.ts'

// RSA keys take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const kinds: KeyKind[] = ['rsa-2048', 'p-256']
const all = { 'rsa-2048': await makeSeals('rsa-2048'), 'p-256': await makeSeals('p-256') }
const seals = all['p-256']
const base = specimenPdf()

const text = (pdf: Buffer) => pdf.toString('latin1')

test.each(kinds)('sealing and countersigning append to the document and change no byte of it (%s)', (kind) => {
  const sealed = sealedPdf(all[kind], base)
  const signed = countersignedPdf(all[kind], sealed)
  expect(sealed.subarray(0, base.length).equals(base)).toBe(true)
  expect(signed.subarray(0, sealed.length).equals(sealed)).toBe(true)
  const fields = sealFields(openPdf(signed))
  expect(fields.map((field) => field.name)).toEqual([sealField, personField])
  const ranges = fields.map((field) => signatureEntry(openPdf(signed), field.signature!).byteRange)
  expect(ranges.map(([start]) => start)).toEqual([0, 0])
  expect(ranges.map(([, , next, rest]) => next! + rest!)).toEqual([sealed.length, signed.length])
})

test('the seal certifies: with a field to come it permits filling fields, without one no change at all', () => {
  expect(text(sealedPdf(seals))).toContain('/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 2/V/1.2>>')
  expect(text(sealedPdf(seals, base, { nextField: undefined }))).toContain('/TransformParams/P 1/V/1.2>>')
  const catalog = dictionaryOf(openPdf(sealedPdf(seals)), Number(/\/Root (\d+)/.exec(text(sealedPdf(seals)))![1]))
  expect([...catalog.entries.keys()]).toEqual(expect.arrayContaining(['Pages', 'AcroForm', 'Perms']))
})

test('the field lies over the seal, measured from the upper left corner, printed, locked and transparent', () => {
  const file = openPdf(sealedPdf(seals))
  const [field] = sealFields(file)
  const { dictionary } = field!
  const at = (key: string) =>
    file.bytes.toString('latin1', dictionary.entries.get(key)!.value.start, dictionary.entries.get(key)!.value.end)
  // The page is 200 × 150; the seal stands at 120, 90 and is 50 × 50.
  expect([at('Rect'), at('F'), at('Subtype')]).toEqual(['[120 10 170 60]', '132', '/Widget'])
  expect(text(file.bytes)).toContain('/BBox[0 0 50 50]/Length 0>>stream')
})

test('annotations that the page has already are kept', () => {
  const linked = specimenPdf(
    '#set page(width: 200pt, height: 150pt)\n#link("https://example.cn")[a] #link("https://example.cn/b")[b]',
  )
  const count = (pdf: Buffer) => {
    const file = openPdf(pdf)
    const annotations = valueOf(file, dictionaryOf(file, pagesOf(file)[0]!), 'Annots')
    return annotations?.kind === 'array' ? annotations.items.length : 0
  }
  expect(count(linked)).toBe(2)
  expect(count(sealedPdf(seals, linked))).toBe(4)
})

test('the field of the countersignature may lie on another page', () => {
  const pages = specimenPdf('#set page(width: 200pt, height: 150pt)\nA #pagebreak() B')
  const nextField = { name: personField, rect: { x: 1, y: 1, width: 20, height: 20 }, page: 2 }
  const sealed = sealedPdf(seals, pages, { nextField })
  const file = openPdf(countersignedPdf(seals, sealed))
  const numbers = pagesOf(file)
  const pageOf = sealFields(file).map((field) => valueOf(file, field.dictionary, 'P'))
  const expected = numbers.map((number) => dictionaryOf(file, number).start)
  expect(pageOf.map((page) => page?.start)).toEqual(expected)
})

test('equal input gives an equal file but for the signature value', () => {
  const without = (pdf: Buffer) => text(pdf).replace(/\/Contents<[0-9a-f]+>/, '')
  expect(without(sealedPdf(seals))).toBe(without(sealedPdf(seals)))
})

test.each(kinds)('the room for a value fits its key (%s)', (kind) => {
  const seal = sealer(all[kind].organisation)
  const lengths = Array.from({ length: 40 }, (_, i) => seal.sign(Buffer.alloc(32, i)).length)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(seal.maxBytes)
  expect(seal.maxBytes - Math.min(...lengths)).toBeLessThanOrEqual(kind === 'p-256' ? 8 : 0)
})

test('what cannot be sealed is refused with its reason', () => {
  const refused =
    (changes: Parameters<typeof sealedPdf>[2], pdf = base) =>
    () =>
      sealedPdf(seals, pdf, changes)
  const rect = { x: 0, y: 0, width: 10, height: 10 }
  expect(refused({ page: 2 })).toThrow(expect.objectContaining({ name: 'SealRefused', code: 'no-such-page' }))
  expect(refused({ page: 0 })).toThrow(expect.objectContaining({ code: 'no-such-page' }))
  expect(refused({ rect: { ...rect, x: 195 } })).toThrow(expect.objectContaining({ code: 'outside-page' }))
  expect(refused({ rect: { ...rect, y: -1 } })).toThrow(expect.objectContaining({ code: 'outside-page' }))
  expect(refused({ rect: { ...rect, width: 0 } })).toThrow(expect.objectContaining({ code: 'outside-page' }))
  expect(refused({ rect: { ...rect, height: Number.NaN } })).toThrow(expect.objectContaining({ code: 'outside-page' }))
  expect(refused({ nextField: { name: sealField, rect } })).toThrow(expect.objectContaining({ code: 'same-field' }))
  expect(refused({}, sealedPdf(seals))).toThrow(expect.objectContaining({ code: 'already-sealed' }))
})

test('a countersignature needs an empty field and a document that ends with its seal', () => {
  const order = { sealer: sealer(seals.person), field: personField, name: 'n', reason: 'r', time: new Date(0) }
  const signed = countersignedPdf(seals)
  const refused =
    (pdf: Buffer, field = personField) =>
    () =>
      countersign(pdf, { ...order, field })
  expect(refused(signed)).toThrow(expect.objectContaining({ code: 'field-filled' }))
  expect(refused(sealedPdf(seals), '别处')).toThrow(expect.objectContaining({ code: 'no-such-field' }))
  expect(refused(sealedPdf(seals, base, { nextField: undefined }))).toThrow(
    expect.objectContaining({ code: 'no-such-field' }),
  )
  expect(refused(base)).toThrow(expect.objectContaining({ code: 'changed-since-sealed' }))
  expect(refused(Buffer.concat([sealedPdf(seals), Buffer.from('\n')]))).toThrow(
    expect.objectContaining({ code: 'changed-since-sealed' }),
  )
})

test('a key that is not the one of the certificate, or of another kind, makes no seal', () => {
  const { organisation, person } = seals
  expect(() => sealer({ key: person.key, certificateDer: organisation.certificateDer })).toThrow(
    'not that of the certificate',
  )
  const key = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
  expect(() => sealer({ key, certificateDer: organisation.certificateDer })).toThrow(RangeError)
})

test.skipIf(!hasOpenssl).each(kinds)(
  `OpenSSL verifies the cut-out value as CAdES over the signed bytes (%s)${hasOpenssl ? '' : ' — skipped: openssl is not installed'}`,
  async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'cms-'))
    const put = (name: string, bytes: Buffer | string) => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    }
    const sealed = sealedPdf(all[kind], base)
    const file = openPdf(sealed)
    const { gap } = signatureEntry(file, sealFields(file)[0]!.signature!)
    const value = Buffer.from(sealed.toString('latin1', gap.start + 1, gap.end - 1), 'hex')
    const cms = put('cms.der', value.subarray(0, value.readUInt16BE(2) + 4))
    const content = put('content', Buffer.concat([sealed.subarray(0, gap.start), sealed.subarray(gap.end)]))
    const root = put('root.pem', new X509Certificate(all[kind].authority.certificateDer).toString())
    const verify = (file: string) =>
      spawnSync('openssl', [
        'cms',
        '-verify',
        '-cades',
        '-purpose',
        'any',
        '-binary',
        '-inform',
        'DER',
        '-in',
        cms,
        '-content',
        file,
        '-CAfile',
        root,
      ])
    expect(verify(content).stderr.toString()).toMatch(/CAdES Verification successful/i)
    expect(verify(put('other', 'other content')).status).not.toBe(0)
    rmSync(folder, { recursive: true })
  },
)

test('an authority between root and seal travels inside the signature', async () => {
  const key = { validFrom, validTo, kind: 'p-256' as const }
  const other = await makeSealCertificate({ ...key, subject: { commonName: 'x' } }, seals.authority)
  const seal = sealer({ ...seals.organisation, chain: [other.certificateDer] })
  const sealed = sealedPdf(seals, base, { sealer: seal })
  expect(text(sealed)).toContain(other.certificateDer.toString('hex'))
})
