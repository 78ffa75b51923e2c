import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { issue, readCertificate, type KeyKind } from './certificate.ts'
import { checkSeals } from './check.ts'
import { certify } from './seal.ts'
import { sealer } from './sealer.ts'
import {
  countersignedPdf,
  makeSeals,
  personField,
  sealedAt,
  sealedPdf,
  sealField,
  signedAt,
  specimenPdf,
  validFrom,
  validTo,
} from './specimen.ts'

// RSA keys take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const kinds: KeyKind[] = ['rsa-2048', 'p-256']
const all = { 'rsa-2048': await makeSeals('rsa-2048'), 'p-256': await makeSeals('p-256') }
const seals = all['p-256']
const trusted = [seals.authority.certificateDer]
const strangers = await makeSeals('p-256')

const check = (pdf: Buffer, fields?: string[]) => checkSeals(pdf, fields ? { trusted, fields } : { trusted })
const codes = (pdf: Buffer, fields?: string[]) => check(pdf, fields).reasons.map((r) => r.code)

test.each(kinds)(
  'a document with seal and countersignature is valid, and each signature says what it covers (%s)',
  (kind) => {
    const { authority } = all[kind]
    const checked = checkSeals(countersignedPdf(all[kind]), {
      trusted: [authority.certificateDer],
      fields: [sealField, personField],
    })
    expect(checked).toMatchObject({ verdict: 'valid', reasons: [], emptyFields: [] })
    expect(checked.signatures).toMatchObject([
      {
        field: sealField,
        name: '测试评价组织',
        reason: '颁发证书',
        time: sealedAt,
        subject: { commonName: '测试评价组织', organisation: '测试评价组织', country: 'CN' },
        coversWholeFile: false,
        allowedLaterRevision: true,
        valid: true,
        trusted: true,
      },
      {
        field: personField,
        name: '张主任',
        reason: '签发',
        time: signedAt,
        coversWholeFile: true,
        allowedLaterRevision: false,
        valid: true,
        trusted: true,
      },
    ])
  },
)

test.each(kinds)('a document with a seal alone is valid and covered to its last byte (%s)', (kind) => {
  const sealed = sealedPdf(all[kind], undefined, { nextField: undefined })
  const checked = checkSeals(sealed, { trusted: [all[kind].authority.certificateDer] })
  expect(checked.verdict).toBe('valid')
  expect(checked.signatures).toMatchObject([
    { coversWholeFile: true, allowedLaterRevision: false, valid: true, trusted: true },
  ])
})

test('a document whose countersignature is outstanding, or was cut off again, is incomplete', () => {
  const signed = countersignedPdf(seals)
  const [first] = check(signed).signatures
  expect(first?.allowedLaterRevision).toBe(true)
  const cutBack = sealedPdf(seals)
  expect(check(cutBack)).toMatchObject({ verdict: 'incomplete', emptyFields: [personField] })
  expect(check(cutBack).reasons).toEqual([
    { code: 'empty-field', field: personField, text: '签章“签发人”尚未签署，请等待签署完成' },
  ])
  expect(check(cutBack, [sealField, personField]).verdict).toBe('invalid')
  expect(codes(cutBack, [sealField, personField])).toEqual(['empty-field', 'missing-field'])
})

test('a document without any seal says so', () => {
  expect(check(specimenPdf())).toMatchObject({ verdict: 'unsealed', signatures: [], reasons: [{ code: 'unsealed' }] })
})

test('a seal by an unknown authority is not trusted, although it holds', () => {
  const checked = check(countersignedPdf(strangers))
  expect(checked.verdict).toBe('untrusted')
  expect(checked.signatures.map(({ valid, trusted: known }) => [valid, known])).toEqual([
    [true, false],
    [true, false],
  ])
  expect(checked.reasons[0]).toEqual({
    code: 'untrusted',
    field: sealField,
    text: '签章“机构印章”的证书不是由受信任的机构签发，请向签发机构核实',
  })
})

test('a stranger who fills the field of the countersignature spoils the trust in the whole', () => {
  const signed = countersignedPdf(strangers, sealedPdf(seals))
  expect(check(signed).verdict).toBe('untrusted')
  expect(check(signed).signatures.map((signature) => signature.trusted)).toEqual([true, false])
})

test('a single certificate can be trusted itself', () => {
  const pinned = { trusted: [strangers.organisation.certificateDer] }
  const sealed = sealedPdf(strangers, undefined, { nextField: undefined })
  expect(checkSeals(sealed, pinned).verdict).toBe('valid')
  expect(checkSeals(sealedPdf(seals, undefined, { nextField: undefined }), pinned).verdict).toBe('untrusted')
})

test('a seal set before or after the validity of its certificate is not trusted', () => {
  for (const time of [new Date('2025-12-31T23:59:59Z'), new Date('2036-01-01T00:00:01Z')]) {
    const sealed = sealedPdf(seals, undefined, { nextField: undefined, time })
    expect(check(sealed)).toMatchObject({ verdict: 'untrusted', signatures: [{ valid: true, trusted: false }] })
    expect(codes(sealed)).toEqual(['outside-validity'])
  }
})

test('an authority that travels along must lead from the seal to the root, or it is foreign matter', () => {
  const statement = { name: 'n', reason: 'r', time: sealedAt, field: 'f', rect: { x: 1, y: 1, width: 9, height: 9 } }
  const withChain = (chain: Buffer[]) =>
    certify(specimenPdf(), { ...statement, sealer: sealer({ ...seals.organisation, chain }) })
  expect(check(withChain([seals.authority.certificateDer])).verdict).toBe('valid')
  const foreign = check(withChain([strangers.authority.certificateDer]))
  expect(foreign).toMatchObject({ verdict: 'invalid', signatures: [{ valid: false }], reasons: [{ code: 'form' }] })
  // A seal certificate is no authority, whoever signed with it.
  expect(check(withChain([seals.person.certificateDer])).verdict).toBe('invalid')
})

test('a certificate whose key was exchanged is not trusted: the authority did not sign it', () => {
  const { organisation, person } = seals
  const point = (key: KeyObject) => createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-65)
  const forged = Buffer.from(organisation.certificateDer)
  point(person.key).copy(forged, forged.indexOf(point(organisation.key)))
  const seal = sealer({ key: person.key, certificateDer: forged })
  expect(check(sealedPdf(seals, undefined, { nextField: undefined, sealer: seal }))).toMatchObject({
    verdict: 'untrusted',
    signatures: [{ subject: { commonName: '测试评价组织' }, valid: true, trusted: false }],
  })
})

test('the holder of a seal cannot issue certificates with it', () => {
  const { organisation, person } = seals
  const issuer = { subject: readCertificate(organisation.certificateDer).subject, key: organisation.key }
  const forged = issue({ subject: { commonName: '教育部' }, validFrom, validTo }, person.key, issuer, false)
  const seal = sealer({ key: person.key, certificateDer: forged, chain: [organisation.certificateDer] })
  const checked = check(sealedPdf(seals, undefined, { nextField: undefined, sealer: seal }))
  expect(checked).toMatchObject({ verdict: 'invalid', signatures: [{ trusted: false }] })
  const pinned = checkSeals(
    sealedPdf(seals, undefined, { sealer: sealer({ key: person.key, certificateDer: forged }) }),
    {
      trusted: [organisation.certificateDer],
    },
  )
  expect(pinned.verdict).toBe('untrusted')
})

test('files that are no PDF, encrypted or saved by another program are invalid with a reason, never an error', () => {
  expect(check(Buffer.alloc(0))).toMatchObject({ verdict: 'invalid', signatures: [], reasons: [{ code: 'malformed' }] })
  expect(codes(Buffer.from('%PDF-1.7\nnothing'))).toEqual(['malformed'])
  const encrypted = Buffer.from(
    specimenPdf()
      .toString('latin1')
      .replace(/(\/Root \d+ 0 R)/, '$1/Encrypt 1 0 R'),
    'latin1',
  )
  expect(codes(encrypted)).toEqual(['encrypted'])
  expect(codes(Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nstartxref\n9\n%%EOF'))).toEqual(['no-classic-xref'])
})

test('a document sealed by an earlier version stays valid: whoever changes the writing must go on accepting it', () => {
  const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url))
  const checked = checkSeals(golden('countersigned.pdf'), {
    trusted: [golden('root.der')],
    fields: [sealField, personField],
  })
  expect(checked).toMatchObject({ verdict: 'valid', reasons: [] })
  expect(checked.signatures.map((signature) => signature.allowedLaterRevision)).toEqual([true, false])
})

test('every reason is a sentence for people that names the field and the way out', () => {
  const signed = countersignedPdf(seals)
  const changed = Buffer.from(signed)
  changed[20]! ^= 1
  for (const { text } of [
    ...check(changed).reasons,
    ...check(sealedPdf(seals)).reasons,
    ...check(specimenPdf()).reasons,
  ]) {
    expect(text).toMatch(/，请.+$/)
    expect(text).not.toMatch(/您|！|undefined/)
  }
})
