import { createHash, sign } from 'node:crypto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { makeSealCertificate } from './certificate.ts'
import { checkSeals } from './check.ts'
import { cms, cmsFrame, readCms, signedAttributes, type CmsFrame } from './cms.ts'
import { sealFields, signatureEntry } from './fields.ts'
import { dictionaryOf, openPdf, pagesOf, referenceOf } from './file.ts'
import { signatureAlgorithm } from './oid.ts'
import { withEntry } from './page.ts'
import { countersignUpdate } from './seal.ts'
import { sealer, type Sealer } from './sealer.ts'
import {
  countersignedPdf,
  makeSeals,
  personField,
  sealedPdf,
  sealField,
  signedAt,
  specimenPdf,
  validFrom,
  validTo,
} from './specimen.ts'
import { layUpdate, nextObject, signatureBody, type NewObject } from './update.ts'

// Hundreds of verifications; on a busy machine they take their time.
vi.setConfig({ testTimeout: 60_000 })

const seals = await makeSeals('p-256')
const rsa = await makeSeals('rsa-2048')
const strangers = await makeSeals('p-256')
const sealed = sealedPdf(seals, undefined, { nextField: undefined })
const prepared = sealedPdf(seals)
const signed = countersignedPdf(seals, prepared)
const trusted = [seals.authority.certificateDer, rsa.authority.certificateDer]

const check = (pdf: Buffer) => checkSeals(pdf, { trusted })
const codes = (pdf: Buffer) => check(pdf).reasons.map((r) => `${r.field ?? ''}:${r.code}`)
const gapOf = (pdf: Buffer, index: number) =>
  signatureEntry(openPdf(pdf), sealFields(openPdf(pdf))[index]!.signature!).gap

function flipped(pdf: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(pdf)
  copy[at]! ^= 1 << bit
  return copy
}

/** An update without any signature, as any editor appends one. */
function edited(pdf: Buffer, objects: readonly NewObject[]): Buffer {
  const { xref, trailer } = openPdf(pdf)
  let text = '\n'
  let table = ''
  for (const { object, body } of objects) {
    table += `${object} 1\n${String(pdf.length + text.length).padStart(10, '0')} 00000 n \n`
    text += `${object} 0 obj\n${body}\nendobj\n`
  }
  const root = pdf.toString('latin1', trailer.entries.get('Root')!.value.start, trailer.entries.get('Root')!.value.end)
  const start = pdf.length + text.length
  const size = nextObject(openPdf(pdf)) + 5
  return Buffer.concat([
    pdf,
    Buffer.from(
      `${text}xref\n${table}trailer\n<</Size ${size}/Root ${root}/Prev ${xref}>>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  ])
}

const forgedText = 'BT /f0 12 Tf 20 20 Td (Forged) Tj ET'
const forgedContent: NewObject = {
  object: 900,
  body: `<</Length ${forgedText.length}>>stream\n${forgedText}\nendstream`,
}

/** The objects that show other content on the first page. */
function otherContent(pdf: Buffer): NewObject[] {
  const file = openPdf(pdf)
  const page = pagesOf(file)[0]!
  const contents = referenceOf(dictionaryOf(file, page), 'Contents')
  return [{ ...forgedContent, object: contents }]
}

/** Signs an update of one's own with a trusted key: what a dishonest holder of a seal could do. */
function signedUpdate(
  pdf: Buffer,
  extra: readonly NewObject[],
  how: { permits?: 2; from?: string; to?: string } = {},
): Buffer {
  const file = openPdf(pdf)
  const seal = sealer(seals.person)
  const field = sealFields(file).find((f) => f.name === personField)!
  const signature = nextObject(file)
  const statement = { name: '张主任', reason: '签发', time: signedAt }
  const objects = [
    { object: field.object, body: withEntry(file, field.dictionary, `/V ${signature} 0 R`) },
    { object: signature, body: signatureBody(statement, seal.maxBytes, how.permits) },
    ...extra,
  ]
  const update = layUpdate(file, objects, signature)
  const text = update.bytes.toString('latin1').replace(how.from ?? '', how.to ?? '')
  const whole = Buffer.concat([pdf, Buffer.from(text, 'latin1')])
  const digest = createHash('sha256')
    .update(whole.subarray(0, update.gap.start))
    .update(whole.subarray(update.gap.end))
    .digest()
  whole.write(seal.sign(digest).toString('hex'), update.gap.start + 1, 'latin1')
  return whole
}

test('the documents under attack are valid before it', () => {
  expect([sealed, signed].map((pdf) => check(pdf).verdict)).toEqual(['valid', 'valid'])
  expect(check(signedUpdate(prepared, [])).verdict).toBe('valid')
})

test.each([
  ['one seal', sealed],
  ['seal and countersignature', signed],
  ['RSA seal and countersignature', countersignedPdf(rsa)],
])('300 flips of one bit anywhere are all noticed (%s)', (_, pdf) => {
  let tried = 0
  fc.assert(
    fc.property(fc.nat(pdf.length - 1), fc.nat(7), (at, bit) => {
      expect(check(flipped(pdf, at, bit)).verdict).toMatch(/^(invalid|untrusted|unsealed)$/)
      tried += 1
    }),
    { numRuns: 300 },
  )
  expect(tried).toBeGreaterThanOrEqual(300)
})

/** The places where one changed bit leaves the verdict at `valid`; every `step`-th byte is tried. */
function unnoticed(pdf: Buffer, from: number, to: number, step: number): number[] {
  const places = Array.from({ length: Math.ceil((to - from) / step) }, (_, i) => from + i * step)
  return places.filter((at, i) => check(flipped(pdf, at, (i * 3) % 8)).verdict === 'valid')
}

test('flips of one bit all over the appended parts are noticed, in the values of the signatures too', () => {
  expect(unnoticed(signed, specimenPdf().length, signed.length, 7)).toEqual([])
})

test('flips of one bit all over the value of an RSA signature are noticed: structure, certificate, signature', () => {
  const pdf = sealedPdf(rsa, undefined, { nextField: undefined })
  const { start, end } = gapOf(pdf, 0)
  expect(unnoticed(pdf, start, end, 5)).toEqual([])
})

test('changed content, a changed time and a changed name are called a change of the content', () => {
  const text = signed.toString('latin1')
  const swap = (from: string, to: string) => Buffer.from(text.replace(from, to), 'latin1')
  for (const pdf of [
    swap('/MediaBox [0 0 200 150]', '/MediaBox [0 0 201 150]'),
    swap('/M(D:20261126080000Z)', '/M(D:20251126080000Z)'),
  ]) {
    expect(codes(pdf)).toContain(`${sealField}:digest`)
    expect(check(pdf).signatures[0]?.valid).toBe(false)
  }
})

test('a digit of the value written in capitals is noticed, although it reads the same', () => {
  const { start, end } = gapOf(sealed, 0)
  const letter = sealed.toString('latin1', start, end).search(/[a-f]/)
  const capital = Buffer.from(sealed)
  capital[start + letter]! -= 32
  expect(codes(capital)).toEqual([`${sealField}:form`])
})

test('bytes hidden behind the value are noticed', () => {
  // An ECDSA signature may be shorter than its room; take a document that has at least one byte of padding.
  let pdf = sealed
  for (let i = 0; i < 200 && gapLeft(pdf) === 0; i++) {
    pdf = sealedPdf(seals, undefined, { nextField: undefined, time: new Date(signedAt.getTime() + i * 1000) })
  }
  expect(gapLeft(pdf)).toBeGreaterThan(0)
  const hidden = Buffer.from(pdf)
  hidden.write('1', gapOf(pdf, 0).end - 2, 'latin1')
  expect(codes(hidden)).toEqual([`${sealField}:padding`])
})

const gapLeft = (pdf: Buffer) => (gapOf(pdf, 0).end - gapOf(pdf, 0).start - 2) / 2 - valueIn(pdf, 0).length

test.each([
  ['after one seal', sealed, `${sealField}:appended`],
  ['after the countersignature', signed, `${personField}:appended`],
  ['between seal and countersignature', prepared, `${sealField}:appended`],
])('page content replaced by a later update is noticed (%s)', (_, pdf, code) => {
  const attacked = edited(pdf, otherContent(pdf))
  expect(attacked.subarray(0, pdf.length).equals(pdf)).toBe(true)
  expect(check(attacked).verdict).toBe('invalid')
  expect(codes(attacked)).toContain(code)
  expect(check(attacked).signatures.every((signature) => !signature.coversWholeFile)).toBe(true)
})

test.each([
  ['page content', (pdf: Buffer) => otherContent(pdf)],
  ['an object that nothing uses', () => [forgedContent]],
  [
    'an annotation',
    (pdf: Buffer) => {
      const file = openPdf(pdf)
      const page = pagesOf(file)[0]!
      return [{ object: page, body: withEntry(file, dictionaryOf(file, page), '/AA<<>>') }]
    },
  ],
  [
    'another appearance of the seal',
    (pdf: Buffer) => {
      const appearance = nextObject(openPdf(pdf)) - 1
      return [{ ...forgedContent, object: appearance }]
    },
  ],
])('a trusted countersigner cannot slip in %s', (_, extra) => {
  const attacked = signedUpdate(prepared, extra(prepared))
  expect(check(attacked).verdict).toBe('invalid')
  expect(codes(attacked)).toEqual([`${sealField}:later-revision`])
  expect(check(attacked).signatures).toMatchObject([
    { valid: false, allowedLaterRevision: false },
    { valid: true, coversWholeFile: true },
  ])
})

test('a countersignature that claims to certify anew is not the one that was prepared', () => {
  expect(codes(signedUpdate(prepared, [], { permits: 2 }))).toEqual([`${sealField}:later-revision`])
})

test.each([
  ['the flags of the field', '/F 132', '/F 134'],
  ['its place', '/Rect[20 ', '/Rect[21 '],
  ['the description of the document', '/Info 12 0 R', '/Info 13 0 R'],
  ['the order of the entries', '/M(D:20261126080130Z)/Name<', '/Name<'],
  ['a space', '>>\nendobj', '>> endobj'],
])('a trusted countersigner cannot change %s, not even at equal length', (_, from, to) => {
  const attacked = signedUpdate(prepared, [], { from, to: to.padEnd(from.length) })
  expect(attacked.equals(signedUpdate(prepared, []))).toBe(false)
  expect(check(attacked).verdict).toBe('invalid')
})

test('an update inserted before the countersignature is noticed', () => {
  const attacked = signedUpdate(edited(prepared, otherContent(prepared)), [])
  expect(codes(attacked)).toEqual([`${sealField}:later-revision`])
})

test('bytes appended, in front or cut off are noticed', () => {
  for (const more of ['\n', ' ', '%', '\0', '\n%%EOF\n']) {
    expect(check(Buffer.concat([signed, Buffer.from(more)])).verdict).toBe('invalid')
  }
  expect(check(Buffer.concat([Buffer.from('\n'), signed])).verdict).toBe('invalid')
  for (let cut = 1; cut < 200; cut++) expect(check(signed.subarray(0, signed.length - cut)).verdict).toBe('invalid')
})

test('the signature of one document does not fit another', () => {
  const base = Buffer.from(specimenPdf().toString('latin1').replace('[0 0 200 150]', '[0 0 200 151]'), 'latin1')
  const other = sealedPdf(seals, base, { nextField: undefined })
  const [from, to] = [gapOf(sealed, 0), gapOf(other, 0)]
  expect(from).toEqual(to)
  sealed.copy(other, to.start, from.start, from.end)
  expect(codes(other)).toEqual([`${sealField}:digest`])
})

/** The value in a document's gap, without the padding behind it. */
function valueIn(pdf: Buffer, index: number): Buffer {
  const { start, end } = gapOf(pdf, index)
  const bytes = Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex')
  return bytes.subarray(0, bytes.readUInt16BE(2) + 4)
}

test('a certificate exchanged for another one is noticed, be it of the same name and authority', async () => {
  const { key, certificateDer } = seals.organisation
  // ECDSA signatures, so certificates too, differ in length by a few bytes: there is room for a longer one.
  const roomy = { ...sealer(seals.organisation), maxBytes: sealer(seals.organisation).maxBytes + 16 }
  const original = sealedPdf(seals, undefined, { nextField: undefined, sealer: roomy })
  expect(check(original).verdict).toBe('valid')
  const { subject } = check(original).signatures[0]!
  const twin = await makeSealCertificate({ subject: subject!, validFrom, validTo, kind: 'p-256' }, seals.authority)
  const claim = readCms(valueIn(original, 0))
  const attributes = signedAttributes(cmsFrame(certificateDer, []), claim.digest)
  const forged = cms(cmsFrame(twin.certificateDer, []), attributes, signatureAlgorithm(key), claim.signature)
  const { start, end } = gapOf(original, 0)
  original.write(forged.toString('hex').padEnd(end - start - 2, '0'), start + 1, 'latin1')
  expect(codes(original)).toEqual(
    expect.arrayContaining([`${sealField}:signing-certificate`, `${sealField}:signature`]),
  )
  expect(check(original).verdict).toBe('invalid')
})

test('anything added to the value that the signature does not protect is noticed', () => {
  const claim = readCms(valueIn(sealed, 0))
  const frame = cmsFrame(claim.certificate, [])
  const value = cms(
    frame,
    signedAttributes(frame, claim.digest),
    signatureAlgorithm(seals.organisation.key),
    claim.signature,
  )
  expect(value.equals(valueIn(sealed, 0))).toBe(true)
  // A stranger's certificate among those that travel along.
  const crowded = cmsFrame(claim.certificate, [strangers.authority.certificateDer])
  const attacked = sealedPdf(seals, undefined, { nextField: undefined, sealer: sealerWithRoom(crowded) })
  expect(codes(attacked)).toEqual([`${sealField}:form`])
})

/** Seals as the organisation does, but with foreign matter in the value. */
function sealerWithRoom(frame: CmsFrame): Sealer {
  const { key } = seals.organisation
  return {
    maxBytes: 3000,
    sign: (digest) => {
      const attributes = signedAttributes(frame, digest)
      return cms(frame, attributes, signatureAlgorithm(key), sign('sha256', attributes, key))
    },
  }
}

/** The sealed document with the text of its range replaced by one of the same length. */
function withRange(pdf: Buffer, range: readonly number[] | string): Buffer {
  const written = typeof range === 'string' ? range : `[${range.join(' ')}]`
  const text = pdf.toString('latin1')
  const at = text.indexOf('/ByteRange') + '/ByteRange'.length
  return Buffer.from(text.slice(0, at) + written.padEnd(40) + text.slice(at + 40), 'latin1')
}

test('ranges that leave something out are refused whatever their digest', () => {
  const { byteRange } = signatureEntry(openPdf(sealed), sealFields(openPdf(sealed))[0]!.signature!)
  const [start, length, next, rest] = byteRange as [number, number, number, number]
  const ranges: (readonly number[] | string)[] = [
    [start + 1, length - 1, next, rest],
    [start + 1, length, next, rest],
    [start, length - 1, next, rest],
    [start, length, next + 1, rest - 1],
    [start, length, next, rest + 1],
    [start, length],
    [start, length, next, rest, 0, 0],
    [start, length, next, -rest],
    '[]',
    'null',
    '[0 /x 1 2]',
  ]
  for (const range of ranges) expect(codes(withRange(sealed, range))).toEqual([expect.stringMatching(/:(range|form)$/)])
  // A range that ends early leaves the rest of the file unsigned.
  expect(codes(withRange(sealed, [start, length, next, rest - 1]))).toEqual(
    expect.arrayContaining([`${sealField}:digest`, `${sealField}:appended`]),
  )
})

test('a signature that lacks its value, or has two, is not of our form', () => {
  const text = sealed.toString('latin1')
  const swap = (from: string | RegExp, to: string) => Buffer.from(text.replace(from, to), 'latin1')
  expect(codes(swap('/Contents<', '/Kontents<'))).toEqual([`${sealField}:form`])
  expect(codes(swap('/ByteRange', '/ByteRangf'))).toEqual([`${sealField}:form`])
  expect(codes(swap('ETSI.CAdES.detached', 'adbe.pkcs7.detached'))).toEqual([`${sealField}:form`])
  expect(codes(swap(/\/Contents<00|\/Contents<30/, '/Contents<zz'))).toEqual([`${sealField}:form`])
  expect(codes(swap(/\/Reason<[0-9A-F]{16}/, '/Contents<0000000000>/X<'))).toEqual([`${sealField}:form`])
})

test('a prepared update repeats itself to the byte, so that a later version must still accept earlier files', () => {
  const order = { name: '张主任', reason: '签发', time: signedAt, field: personField }
  const gap = gapOf(signed, 1)
  const update = countersignUpdate(openPdf(prepared), order, (gap.end - gap.start - 2) / 2)
  expect(update.gap).toEqual(gap)
  expect(update.bytes.length).toBe(signed.length - prepared.length)
})
