import { createPublicKey, generateKeyPair, hash, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { bits, children, context, element, integer, octets, read, sequence, setOf, TAG } from './der.ts'
import { OID, signatureAlgorithm } from './oid.ts'

/** RSA is what every viewer can check; P-256 is twenty times faster. */
export type KeyKind = 'rsa-2048' | 'p-256'

/** Whom a certificate names. `country` is the code of two letters. */
export type Subject = { commonName: string; organisation?: string; country?: string }

export type CertificateOrder = { subject: Subject; validFrom: Date; validTo: Date; kind?: KeyKind }

/** A certificate with the private key it speaks of. The key is secret: store it encrypted. */
export type KeyWithCertificate = { key: KeyObject; certificateDer: Buffer }

const generate = promisify(generateKeyPair)

/** Makes an own certification authority: a root that signs itself and may issue seal certificates only. */
export async function makeAuthority(order: CertificateOrder): Promise<KeyWithCertificate> {
  const key = await newKey(order.kind)
  return { key, certificateDer: issue(order, key, { subject: nameOf(order.subject), key }, true) }
}

/**
 * Makes the seal key of an organisation or person with a certificate by the authority. Throws RangeError if the
 * validity does not lie within the authority's.
 */
export async function makeSealCertificate(
  order: CertificateOrder,
  authority: KeyWithCertificate,
): Promise<KeyWithCertificate> {
  const issuer = new X509Certificate(authority.certificateDer)
  if (!issuer.ca || !issuer.checkPrivateKey(authority.key))
    throw new RangeError('not the certificate and key of an authority')
  if (order.validFrom < issuer.validFromDate || order.validTo > issuer.validToDate) {
    throw new RangeError('a seal certificate cannot be valid longer than its authority')
  }
  const key = await newKey(order.kind)
  const subject = readCertificate(authority.certificateDer).subject
  return { key, certificateDer: issue(order, key, { subject, key: authority.key }, false) }
}

/** The parts of a certificate that a signature refers to, as DER. Throws Error if it is not DER. */
export function readCertificate(der: Buffer): { serial: Buffer; issuer: Buffer; subject: Buffer } {
  const [body] = children(read(der))
  const parts = body ? children(body) : []
  // [0] version, serial, algorithm, issuer, validity, subject, …; version 1 has no [0].
  const [, serial, , issuer, , subject] = parts[0]?.tag === context(0) ? parts : [undefined, ...parts]
  if (!serial || !issuer || !subject) throw new Error('not a certificate')
  return { serial: serial.whole, issuer: issuer.whole, subject: subject.whole }
}

async function newKey(kind: KeyKind = 'rsa-2048'): Promise<KeyObject> {
  const pair =
    kind === 'p-256'
      ? await generate('ec', { namedCurve: 'P-256' })
      : await generate('rsa', { modulusLength: 2048, publicExponent: 65537 })
  return pair.privateKey
}

/** A certificate for the public half of a key, signed by an issuer who is not examined: for the two makers above. */
export function issue(
  order: CertificateOrder,
  key: KeyObject,
  issuer: { subject: Buffer; key: KeyObject },
  isAuthority: boolean,
): Buffer {
  if (!(order.validFrom < order.validTo)) throw new RangeError('a certificate that is valid for no time')
  const algorithm = signatureAlgorithm(issuer.key)
  const publicKey = publicDer(key)
  const body = sequence(
    element(context(0), integer(2)),
    // 127 random bits; the leading 1 keeps the length constant and the number positive.
    integer(Buffer.concat([Buffer.from([0x40 | (randomBytes(1)[0]! & 0x3f)]), randomBytes(15)])),
    algorithm,
    issuer.subject,
    sequence(time(order.validFrom), time(order.validTo)),
    nameOf(order.subject),
    publicKey,
    element(context(3), extensions(publicKey, publicDer(issuer.key), isAuthority)),
  )
  return sequence(body, algorithm, bits(sign('sha256', body, issuer.key)))
}

const publicDer = (key: KeyObject) => createPublicKey(key).export({ format: 'der', type: 'spki' })

function extensions(publicKey: Buffer, issuerKey: Buffer, isAuthority: boolean): Buffer {
  const yes = element(TAG.boolean, Buffer.from([0xff]))
  const extension = (id: Buffer, isCritical: boolean, value: Buffer) =>
    sequence(id, ...(isCritical ? [yes] : []), octets(value))
  // Authority: keyCertSign and cRLSign, no authority below it. Seal: digitalSignature and nonRepudiation.
  return sequence(
    extension(OID.basicConstraints, true, isAuthority ? sequence(yes, integer(0)) : sequence()),
    extension(OID.keyUsage, true, isAuthority ? bits(Buffer.from([0x06]), 1) : bits(Buffer.from([0xc0]), 6)),
    extension(OID.subjectKeyId, false, octets(keyId(publicKey))),
    extension(OID.authorityKeyId, false, sequence(element(0x80, keyId(issuerKey)))),
  )
}

// RFC 7093 §2 (1): the leftmost 160 bits of the SHA-256 of the key's bits.
function keyId(publicKey: Buffer): Buffer {
  const [, key] = children(read(publicKey))
  return hash('sha256', key!.content.subarray(1), 'buffer').subarray(0, 20)
}

function nameOf(subject: Subject): Buffer {
  const { commonName, organisation, country } = subject
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) throw new RangeError(`not a country code: ${country}`)
  // The limits of RFC 5280 for these attributes: 64 characters.
  for (const text of [commonName, organisation]) {
    if (text !== undefined && (text.trim() === '' || [...text].length > 64 || !text.isWellFormed())) {
      throw new RangeError(`not a name of 1 to 64 characters: ${text}`)
    }
  }
  const part = (id: Buffer, tag: number, text: string) => setOf([sequence(id, element(tag, Buffer.from(text)))])
  return sequence(
    ...(country === undefined ? [] : [part(OID.country, TAG.printable, country)]),
    ...(organisation === undefined ? [] : [part(OID.organisation, TAG.utf8, organisation)]),
    part(OID.commonName, TAG.utf8, commonName),
  )
}

// RFC 5280 §4.1.2.5: two digits of the year until 2049, four from 2050.
function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/\.\d+/, '').replaceAll(/[-:T]/g, '')
  return at.getUTCFullYear() < 2050
    ? element(TAG.utcTime, Buffer.from(digits.slice(2)))
    : element(TAG.generalTime, Buffer.from(digits))
}
