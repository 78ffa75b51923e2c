import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Encryption at rest and blind indexes. One master key per version, kept outside the database; every purpose has its own
 * derived key. Sealed bytes: version(1) nonce(12) tag(16) ciphertext (AES-256-GCM).
 */
export interface Secrets {
  seal(plain: string | Uint8Array): Buffer
  open(sealed: Uint8Array): Buffer
  openText(sealed: Uint8Array): string
  /** Equality without reading: HMAC-SHA-256 of the normalised text, per purpose. */
  blind(purpose: string, text: string | Uint8Array): Buffer
  /** A key for another use of the house (heads of the log), 32 bytes; like the indexes it stays on the first master. */
  derive(purpose: string): Buffer
}

export function secretsFrom(masters: ReadonlyMap<number, Buffer>): Secrets {
  const current = Math.max(...masters.keys())
  const key = (version: number, purpose: string): Buffer => {
    const master = masters.get(version)
    if (!master) throw new Error(`no master key of version ${version}`)
    return Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `jianheng/${purpose}`, 32))
  }
  const sealing = new Map([...masters.keys()].map((v) => [v, key(v, 'seal')]))
  // Blind indexes stay on the first key: rotating them means rewriting them (docs/operations.md).
  const first = Math.min(...masters.keys())
  const blinding = new Map<string, Buffer>()
  return {
    seal(plain) {
      const nonce = randomBytes(12)
      const c = createCipheriv('aes-256-gcm', sealing.get(current) as Buffer, nonce)
      const body = Buffer.concat([c.update(plain), c.final()])
      return Buffer.concat([Buffer.from([current]), nonce, c.getAuthTag(), body])
    },
    open(sealed) {
      const b = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      const k = sealing.get(b[0] as number)
      if (!k) throw new Error(`no master key of version ${b[0]}`)
      const d = createDecipheriv('aes-256-gcm', k, b.subarray(1, 13))
      d.setAuthTag(b.subarray(13, 29))
      return Buffer.concat([d.update(b.subarray(29)), d.final()])
    },
    openText(sealed) {
      return this.open(sealed).toString('utf8')
    },
    blind(purpose, text) {
      let k = blinding.get(purpose)
      if (!k) blinding.set(purpose, (k = key(first, `blind/${purpose}`)))
      return createHmac('sha256', k).update(text).digest()
    },
    derive: (purpose) => key(first, purpose),
  }
}

/**
 * Reads master keys `<folder>/master-<n>.key` (32 bytes, hex). Makes the first one when the folder is empty and `mayMake`:
 * a production start with a lost key must stop, not begin anew.
 */
export function loadSecrets(folder: string, mayMake: boolean): Secrets {
  const masters = new Map<number, Buffer>()
  for (let n = 1; existsSync(join(folder, `master-${n}.key`)); n++) {
    const bytes = Buffer.from(readFileSync(join(folder, `master-${n}.key`), 'utf8').trim(), 'hex')
    if (bytes.length !== 32) throw new Error(`${folder}/master-${n}.key 不是 32 字节的十六进制密钥，请从备份恢复`)
    masters.set(n, bytes)
  }
  if (masters.size === 0) {
    if (!mayMake) throw new Error(`${folder} 中没有主密钥 master-1.key，而数据库中已有加密数据，请从备份恢复该文件`)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const fresh = randomBytes(32)
    writeFileSync(join(folder, 'master-1.key'), `${fresh.toString('hex')}\n`, { mode: 0o600 })
    masters.set(1, fresh)
  }
  return secretsFrom(masters)
}
