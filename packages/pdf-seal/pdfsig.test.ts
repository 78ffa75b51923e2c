import { execFileSync, spawnSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { KeyKind } from './certificate.ts'
import { countersignedPdf, makeSeals, personField, sealedPdf, sealField, specimenPdf } from './specimen.ts'

// A second opinion by a program of other authors. Debian: poppler-utils; for the trust in the root also libnss3-tools.

vi.setConfig({ testTimeout: 60_000 })

const has = (program: string, argument: string) => spawnSync(program, [argument]).error === undefined
const hasPdfsig = has('pdfsig', '-v')
const hasCertutil = has('certutil', '-H')
const absent = hasPdfsig ? '' : ' — skipped: pdfsig (poppler-utils) is not installed'
const absentTrust =
  hasPdfsig && hasCertutil ? '' : ' — skipped: pdfsig (poppler-utils) or certutil (libnss3-tools) is not installed'
const kinds: KeyKind[] = ['rsa-2048', 'p-256']
const folder = mkdtempSync(join(tmpdir(), 'pdfsig-'))
afterAll(() => rmSync(folder, { recursive: true }))

function pdfsig(pdf: Buffer, database?: string): string[] {
  const path = join(folder, 'document.pdf')
  writeFileSync(path, pdf)
  const shown = spawnSync('pdfsig', [...(database ? ['-nssdir', `sql:${database}`] : []), path], { encoding: 'utf8' })
  return shown.stdout.split(/Signature #\d+:/).slice(1)
}

test.skipIf(!hasPdfsig).each(kinds)(
  `pdfsig finds the seal valid and the total document signed (%s)${absent}`,
  async (kind) => {
    const seals = await makeSeals(kind)
    const [seal, next] = pdfsig(sealedPdf(seals))
    expect(seal).toContain(`Signature Field Name: ${sealField}`)
    expect(seal).toContain('Signer Certificate Common Name: 测试评价组织')
    expect(seal).toContain('Signature Type: ETSI.CAdES.detached')
    expect(seal).toContain('Signature is Valid.')
    expect(seal).toContain('- Total document signed')
    expect(next).toContain('The signature form field is not signed.')
    const [first, second] = pdfsig(countersignedPdf(seals))
    expect(first).toContain('Signature is Valid.')
    expect(first).toContain('Not total document signed')
    expect(second).toContain(`Signature Field Name: ${personField}`)
    expect(second).toContain('Signature is Valid.')
    expect(second).toContain('- Total document signed')
  },
)

test.skipIf(!hasPdfsig)(`pdfsig notices a changed byte${absent}`, async () => {
  const pdf = sealedPdf(await makeSeals('p-256'))
  pdf[specimenPdf().length - 400]! ^= 1
  expect(pdfsig(pdf)[0]).toContain('Digest Mismatch')
})

test.skipIf(!hasPdfsig || !hasCertutil).each(kinds)(
  `pdfsig trusts the certificate once it knows the root (%s)${absentTrust}`,
  async (kind) => {
    const seals = await makeSeals(kind)
    const database = mkdtempSync(join(folder, 'nss-'))
    const root = join(folder, `${kind}.pem`)
    writeFileSync(root, new X509Certificate(seals.authority.certificateDer).toString())
    execFileSync('certutil', ['-N', '-d', `sql:${database}`, '--empty-password'])
    execFileSync('certutil', ['-A', '-d', `sql:${database}`, '-n', 'root', '-t', 'CT,CT,CT', '-i', root])
    for (const signature of pdfsig(countersignedPdf(seals), database))
      expect(signature).toContain('Certificate is Trusted.')
  },
)
