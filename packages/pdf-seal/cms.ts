import { hash } from 'node:crypto'
import { readCertificate } from './certificate.ts'
import { children, context, element, integer, octets, read, sequence, setOf, sorted, TAG, type Element } from './der.ts'
import { OID, SHA256 } from './oid.ts'

// The signature value of a PAdES signature: CMS SignedData (RFC 5652) without content, with the attributes that CAdES
// asks for. No signing time: PAdES takes it from /M of the signature dictionary.

/** Who signs, as bytes that stay the same for all signatures of a key. */
export type CmsFrame = { certificate: Buffer; certificates: Buffer; signerId: Buffer; signingCertificate: Buffer }

/** Prepares the constant parts. `chain` holds the authorities between the certificate and the root, without the root. */
export function cmsFrame(certificate: Buffer, chain: readonly Buffer[]): CmsFrame {
  const { issuer, serial } = readCertificate(certificate)
  // ESSCertIDv2 (RFC 5035) with the default hash SHA-256 and issuerSerial: this certificate and no other.
  const issuerSerial = sequence(sequence(element(context(4), issuer)), serial)
  const essCertId = sequence(octets(hash('sha256', certificate, 'buffer')), issuerSerial)
  return {
    certificate,
    certificates: element(context(0), ...sorted([certificate, ...chain])),
    signerId: sequence(issuer, serial),
    signingCertificate: attribute(OID.signingCertificateV2, sequence(sequence(essCertId))),
  }
}

/** The signed attributes for a digest of the document, as the SET over which the signature is made. */
export function signedAttributes(frame: CmsFrame, digest: Buffer): Buffer {
  return setOf([
    attribute(OID.contentType, OID.data),
    attribute(OID.messageDigest, octets(digest)),
    frame.signingCertificate,
  ])
}

/** The whole CMS. `attributes` are the signed ones, `algorithm` that of the signature. */
export function cms(frame: CmsFrame, attributes: Buffer, algorithm: Buffer, signature: Buffer): Buffer {
  // Inside the signer info the SET carries the implicit tag [0].
  const tagged = Buffer.concat([Buffer.from([context(0)]), attributes.subarray(1)])
  const signer = sequence(integer(1), frame.signerId, SHA256, tagged, algorithm, octets(signature))
  const signedData = sequence(integer(1), setOf([SHA256]), sequence(OID.data), frame.certificates, setOf([signer]))
  return sequence(OID.signedData, element(context(0), signedData))
}

/** What a CMS says, unverified. Its other bytes are checked by making it again and comparing. */
export type CmsClaim = {
  certificate: Buffer
  chain: Buffer[]
  digest: Buffer
  signingCertificate: Buffer
  signature: Buffer
}

/** Takes a CMS of our form apart. Throws Error if it has another form. */
export function readCms(der: Buffer): CmsClaim {
  const signedData = only(children(nth(read(der), 1)))
  const certificates = children(nth(signedData, 3)).map((c) => c.whole)
  const signer = children(only(children(nth(signedData, 4))))
  const [, signerId, , attributes, , signature] = signer
  if (!signerId || !attributes || !signature) throw new Error('CMS: incomplete signer')
  const certificate = certificates.find((c) => isNamedBy(c, signerId.whole))
  if (!certificate) throw new Error('CMS: certificate of the signer is absent')
  return {
    certificate,
    chain: certificates.filter((c) => c !== certificate),
    digest: valueOf(attributes, OID.messageDigest).content,
    signingCertificate: valueOf(attributes, OID.signingCertificateV2).whole,
    signature: signature.content,
  }
}

/** Does the attribute name exactly this certificate? It stops a certificate from being exchanged for another of the same key. */
export function namesCertificate(frame: CmsFrame, signingCertificate: Buffer): boolean {
  return frame.signingCertificate.equals(attribute(OID.signingCertificateV2, signingCertificate))
}

const attribute = (id: Buffer, value: Buffer) => sequence(id, element(TAG.set, value))

function isNamedBy(certificate: Buffer, signerId: Buffer): boolean {
  const { issuer, serial } = readCertificate(certificate)
  return sequence(issuer, serial).equals(signerId)
}

function valueOf(attributes: Element, id: Buffer): Element {
  const found = children(attributes).filter((a) => nth(a, 0).whole.equals(id))
  return only(children(nth(only(found), 1)))
}

function nth(parent: Element, index: number): Element {
  const child = children(parent)[index]
  if (!child) throw new Error('CMS: element is absent')
  return child
}

function only(elements: Element[]): Element {
  const [first, ...others] = elements
  if (!first || others.length > 0) throw new Error('CMS: not exactly one element')
  return first
}
