import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { makeAuthority, makeSealCertificate, readCertificate, type KeyKind } from './certificate.ts'
import { makeSeals, validFrom, validTo } from './specimen.ts'

// RSA keys take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const kinds: KeyKind[] = ['rsa-2048', 'p-256']
const subject = { commonName: '某某学院', organisation: '某某集团', country: 'CN' }

test.each(kinds)('a seal certificate with a %s key names its holder and is issued by the authority', async (kind) => {
  const authority = await makeAuthority({ subject: { commonName: '根' }, validFrom, validTo, kind })
  const made = await makeSealCertificate({ subject, validFrom, validTo, kind }, authority)
  const [root, seal] = [new X509Certificate(authority.certificateDer), new X509Certificate(made.certificateDer)]
  expect([root.ca, seal.ca]).toEqual([true, false])
  expect(seal.subject).toBe('C=CN\nO=某某集团\nCN=某某学院')
  expect(seal.checkIssued(root) && seal.verify(root.publicKey) && root.verify(root.publicKey)).toBe(true)
  expect(seal.checkPrivateKey(made.key)).toBe(true)
  expect([seal.validFromDate, seal.validToDate]).toEqual([validFrom, validTo])
  expect(seal.publicKey.asymmetricKeyType).toBe(kind === 'p-256' ? 'ec' : 'rsa')
  expect(seal.serialNumber).toMatch(/^[4-7][0-9A-F]{31}$/)
})

test('an authority with one kind of key may issue certificates for the other', async () => {
  const authority = await makeAuthority({ subject: { commonName: '根' }, validFrom, validTo, kind: 'p-256' })
  const seal = await makeSealCertificate({ subject, validFrom, validTo }, authority)
  const read = new X509Certificate(seal.certificateDer)
  expect(read.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(read.verify(new X509Certificate(authority.certificateDer).publicKey)).toBe(true)
})

test('every certificate has its own serial number and key', async () => {
  const { organisation, person } = await makeSeals('p-256')
  const [a, b] = [readCertificate(organisation.certificateDer), readCertificate(person.certificateDer)]
  expect(a.serial.equals(b.serial)).toBe(false)
  expect(a.issuer.equals(b.issuer)).toBe(true)
  expect(organisation.key.equals(person.key)).toBe(false)
})

test('times from 2050 on are written with four digits of the year', async () => {
  const [from, to] = [new Date('2049-12-31T23:59:59Z'), new Date('2050-01-01T00:00:00Z')]
  const { certificateDer } = await makeAuthority({ subject, validFrom: from, validTo: to, kind: 'p-256' })
  expect(certificateDer.includes('491231235959Z')).toBe(true)
  expect(certificateDer.includes('20500101000000Z')).toBe(true)
  expect(new X509Certificate(certificateDer).validToDate).toEqual(to)
})

test('bad orders are refused', async () => {
  const { authority, organisation } = await makeSeals('p-256')
  const order = { subject, validFrom, validTo, kind: 'p-256' as const }
  const later = new Date(validTo.getTime() + 1000)
  await expect(makeSealCertificate({ ...order, validTo: later }, authority)).rejects.toThrow(
    'longer than its authority',
  )
  await expect(makeSealCertificate(order, organisation)).rejects.toThrow('not the certificate and key of an authority')
  const mixed = { key: organisation.key, certificateDer: authority.certificateDer }
  await expect(makeSealCertificate(order, mixed)).rejects.toThrow('not the certificate and key of an authority')
  await expect(makeAuthority({ ...order, validFrom: validTo })).rejects.toThrow('no time')
  await expect(makeAuthority({ ...order, subject: { commonName: '  ' } })).rejects.toThrow('not a name')
  await expect(makeAuthority({ ...order, subject: { commonName: '长'.repeat(65) } })).rejects.toThrow('not a name')
  await expect(makeAuthority({ ...order, subject: { ...subject, country: 'China' } })).rejects.toThrow(
    'not a country code',
  )
  expect(() => readCertificate(Buffer.from('3000', 'hex'))).toThrow('not a certificate')
})

test.skipIf(!hasOpenssl).each(kinds)(
  `OpenSSL accepts the certificates strictly (%s)${hasOpenssl ? '' : ' — skipped: openssl is not installed'}`,
  async (kind) => {
    const folder = mkdtempSync(join(tmpdir(), 'certificate-'))
    const pem = (name: string, der: Buffer) => {
      writeFileSync(join(folder, name), new X509Certificate(der).toString())
      return join(folder, name)
    }
    const { authority, organisation } = await makeSeals(kind)
    const files = [pem('root.pem', authority.certificateDer), pem('seal.pem', organisation.certificateDer)]
    const output = execFileSync('openssl', ['verify', '-x509_strict', '-check_ss_sig', '-CAfile', ...files])
    const shown = execFileSync('openssl', ['x509', '-noout', '-ext', 'keyUsage,basicConstraints', '-in', files[1]!])
    rmSync(folder, { recursive: true })
    expect(output.toString()).toContain('seal.pem: OK')
    expect(shown.toString()).toContain('Digital Signature, Non Repudiation')
    expect(shown.toString()).toContain('CA:FALSE')
  },
)
