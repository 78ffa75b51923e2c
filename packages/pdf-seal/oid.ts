import { nothing, oid, sequence } from './der.ts'

export const OID = {
  commonName: oid('2.5.4.3'),
  country: oid('2.5.4.6'),
  organisation: oid('2.5.4.10'),
  subjectKeyId: oid('2.5.29.14'),
  keyUsage: oid('2.5.29.15'),
  basicConstraints: oid('2.5.29.19'),
  authorityKeyId: oid('2.5.29.35'),
  data: oid('1.2.840.113549.1.7.1'),
  signedData: oid('1.2.840.113549.1.7.2'),
  contentType: oid('1.2.840.113549.1.9.3'),
  messageDigest: oid('1.2.840.113549.1.9.4'),
  signingCertificateV2: oid('1.2.840.113549.1.9.16.2.47'),
}

export const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'))
const SHA256_RSA = sequence(oid('1.2.840.113549.1.1.11'), nothing())
const SHA256_ECDSA = sequence(oid('1.2.840.10045.4.3.2'))

/** Algorithm of a signature over SHA-256 by such a key. Throws RangeError for keys that are neither RSA nor on P-256. */
export function signatureAlgorithm(key: {
  asymmetricKeyType?: string
  asymmetricKeyDetails?: { namedCurve?: string }
}): Buffer {
  if (key.asymmetricKeyType === 'rsa') return SHA256_RSA
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return SHA256_ECDSA
  throw new RangeError(`no seal with a key of type ${key.asymmetricKeyType ?? 'secret'}`)
}
