import { sign, X509Certificate, type KeyObject } from 'node:crypto'
import { cms, cmsFrame, signedAttributes } from './cms.ts'
import { signatureAlgorithm } from './oid.ts'

/** A key that is ready to seal; make it once and use it for many documents. */
export type Sealer = {
  /** CMS for the SHA-256 digest of a document. */
  sign: (digest: Buffer) => Buffer
  /** The most bytes that a CMS of this key can have: room is kept for them in the document. */
  maxBytes: number
}

/**
 * Prepares a seal. `chain` holds the authorities between the certificate and the root, without the root. Throws
 * RangeError if the key is not the certificate's or is neither RSA nor P-256.
 */
export function sealer(parts: { key: KeyObject; certificateDer: Buffer; chain?: readonly Buffer[] }): Sealer {
  const { key, certificateDer, chain = [] } = parts
  if (!new X509Certificate(certificateDer).checkPrivateKey(key))
    throw new RangeError('the key is not that of the certificate')
  const algorithm = signatureAlgorithm(key)
  const frame = cmsFrame(certificateDer, chain)
  const make = (attributes: Buffer, signature: Buffer) => cms(frame, attributes, algorithm, signature)
  const attributes = signedAttributes(frame, Buffer.alloc(32))
  // ECDSA signatures on P-256 have at most 72 bytes, RSA ones always those of the modulus.
  const longest = key.asymmetricKeyType === 'ec' ? 72 : key.asymmetricKeyDetails!.modulusLength! / 8
  return {
    sign: (digest) => {
      const own = signedAttributes(frame, digest)
      return make(own, sign('sha256', own, key))
    },
    maxBytes: make(attributes, Buffer.alloc(longest)).length,
  }
}
