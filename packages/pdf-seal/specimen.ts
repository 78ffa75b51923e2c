import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { makeAuthority, makeSealCertificate, type KeyKind, type KeyWithCertificate } from './certificate.ts'
import { certify, countersign, type Certification } from './seal.ts'
import { sealer } from './sealer.ts'

// For the tests: small documents as Typst writes them, a seal, and a sealed document.

const compiler = NodeCompiler.create()

/** A document by Typst. The Latin text keeps it at a few kilobytes. */
export function specimenPdf(
  source = '#set page(width: 200pt, height: 150pt)\nCertificate',
  pdfStandard?: string,
): Buffer {
  const compiled = compiler.compile({ mainFileContent: source })
  const options = { pdfTags: false, creationTimestamp: 1_795_680_000 }
  return compiler.pdf(compiled.result!, pdfStandard === undefined ? options : { ...options, pdfStandard })
}

export const validFrom = new Date('2026-01-01T00:00:00Z')
export const validTo = new Date('2036-01-01T00:00:00Z')
export const sealedAt = new Date('2026-11-26T08:00:00Z')
export const signedAt = new Date('2026-11-26T08:01:30Z')

/** An authority with the seal of an organisation and of a person. */
export type Seals = { authority: KeyWithCertificate; organisation: KeyWithCertificate; person: KeyWithCertificate }

export async function makeSeals(kind: KeyKind): Promise<Seals> {
  const authority = await makeAuthority({
    subject: { commonName: '测试根证书', country: 'CN' },
    validFrom,
    validTo,
    kind,
  })
  const make = async (commonName: string) =>
    makeSealCertificate(
      { subject: { commonName, organisation: '测试评价组织', country: 'CN' }, validFrom, validTo, kind },
      authority,
    )
  return { authority, organisation: await make('测试评价组织'), person: await make('张主任') }
}

export const sealField = '机构印章'
export const personField = '签发人'

/** Certified by the organisation, with an empty field for the person unless `changes` take it away. */
export function sealedPdf(seals: Seals, base = specimenPdf(), changes: Partial<Certification> = {}): Buffer {
  return certify(base, {
    sealer: sealer(seals.organisation),
    field: sealField,
    rect: { x: 120, y: 90, width: 50, height: 50 },
    reason: '颁发证书',
    name: '测试评价组织',
    time: sealedAt,
    nextField: { name: personField, rect: { x: 20, y: 110, width: 60, height: 20 } },
    ...changes,
  })
}

/** The same, countersigned by the person. */
export function countersignedPdf(seals: Seals, sealed = sealedPdf(seals)): Buffer {
  const statement = { reason: '签发', name: '张主任', time: signedAt }
  return countersign(sealed, { sealer: sealer(seals.person), field: personField, ...statement })
}
