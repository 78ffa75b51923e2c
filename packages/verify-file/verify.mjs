#!/usr/bin/env node
// Checks a certificate without a network and without trusting anybody's server:
//   node verify.mjs verify-<number>.json [--key "<published key line>"] [--pdf certificate.pdf]
// Plain JavaScript, no dependencies: it is meant to be read before it is run.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const sha256 = (...parts) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest()
const hex = (text, what) => {
  if (typeof text !== 'string' || !/^([0-9a-f]{2})*$/.test(text)) throw new Fault(`${what}不是十六进制`)
  return Buffer.from(text, 'hex')
}
class Fault extends Error {}

// The facts, in this order, as they were hashed.
const factKeys = ['serialNo', 'holder', 'idMasked', 'certName', 'certLevel', 'awardingBody', 'issuedAt', 'status', 'pdfVersion', 'pdfSha256']

/** Key line `name+id+base64`: type 0x01 and 32 bytes of Ed25519; id = first 4 bytes of SHA-256(name \n type key). */
function keyFrom(line) {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(String(line).trim())
  if (!parts) throw new Fault('日志公钥的写法不对')
  const [, name, id, base64] = parts
  const material = Buffer.from(base64, 'base64')
  if (material.length !== 33 || material[0] !== 1) throw new Fault('日志公钥不是 Ed25519 公钥')
  if (sha256(`${name}\n`, material).subarray(0, 4).toString('hex') !== id) throw new Fault('日志公钥与其编号不符')
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), material.subarray(1)])
  return { name, id, publicKey: createPublicKey({ key: der, format: 'der', type: 'spki' }) }
}

/** A signed note: text, empty line, lines `— name base64(id ‖ signature)`. Returns size and root of a head that the key signed. */
function headFrom(note, key) {
  const cut = note.lastIndexOf('\n\n')
  if (cut < 0) throw new Fault('树头不是签名文本')
  const text = note.slice(0, cut + 1)
  const signed = note.slice(cut + 2).split('\n').some((line) => {
    const m = /^— (\S+) (\S+)$/.exec(line)
    if (!m || m[1] !== key.name) return false
    const bytes = Buffer.from(m[2], 'base64')
    return bytes.subarray(0, 4).toString('hex') === key.id && verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4))
  })
  if (!signed) throw new Fault('树头没有日志公钥的有效签名')
  const [origin, size, root] = text.split('\n')
  if (origin !== key.name) throw new Fault('树头属于另一个日志')
  return { size: Number(size), root: Buffer.from(root, 'base64') }
}

/** RFC 9162 2.1.3.2 */
function rootFromProof(leaf, index, size, proof) {
  if (!(Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size)) throw new Fault('存证位置不在树中')
  let fn = index
  let sn = size - 1
  let r = leaf
  for (const p of proof) {
    if (sn === 0) throw new Fault('存证证明过长')
    if (fn % 2 === 1 || fn === sn) {
      r = sha256(Buffer.from([1]), p, r)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else r = sha256(Buffer.from([1]), r, p)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  if (sn !== 0) throw new Fault('存证证明过短')
  return r
}

/**
 * @param {unknown} file parsed verify-*.json
 * @param {{ key?: string, pdf?: Uint8Array }} options `key`: the published key line, which must be the file's own
 * @returns {{ ok: true, facts: Record<string, string>, key: string, size: number } | { ok: false, why: string }}
 */
export function check(file, options = {}) {
  try {
    if (!file || typeof file !== 'object' || file.format !== 'jianheng-verify-1') throw new Fault('不是验证文件')
    const { facts, log } = file
    if (!facts || !log || typeof log.leaf !== 'string' || !Array.isArray(log.proof)) throw new Fault('验证文件不完整')
    if (Object.keys(facts).length !== factKeys.length || factKeys.some((k) => !(k in facts))) throw new Fault('证书内容与约定的项目不符')
    const text = JSON.stringify(Object.fromEntries(factKeys.map((k) => [k, facts[k]])))
    const commitment = sha256(hex(file.salt, '盐值'), text).toString('hex')
    if (JSON.parse(log.leaf).commitment !== commitment) throw new Fault('证书内容与存证不符')
    const leaf = sha256(Buffer.from([0]), log.leaf)
    if (leaf.toString('hex') !== log.leafHash) throw new Fault('存证叶子与其哈希不符')
    const key = keyFrom(log.key)
    if (options.key && options.key.trim() !== log.key) throw new Fault('验证文件中的日志公钥不是公布的公钥')
    const head = headFrom(log.checkpoint, key)
    if (head.size !== log.size || head.root.toString('hex') !== log.root) throw new Fault('树头与证明所用的不是同一个')
    const root = rootFromProof(leaf, log.index, log.size, log.proof.map((p) => hex(p, '证明')))
    if (!root.equals(head.root)) throw new Fault('存证证明不成立')
    if (options.pdf && sha256(options.pdf).toString('hex') !== facts.pdfSha256) throw new Fault('PDF 与存证的文件不是同一个')
    return { ok: true, facts, key: log.key, size: log.size }
  } catch (e) {
    return { ok: false, why: e instanceof Fault ? e.message : `验证文件无法读取：${e.message}` }
  }
}

function main(args) {
  const value = (flag) => (args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined)
  const path = args.find((a, i) => !a.startsWith('--') && !['--key', '--pdf'].includes(args[i - 1]))
  if (!path) {
    console.error('用法：node verify.mjs verify-证书编号.json [--key "公布的日志公钥"] [--pdf 证书.pdf]')
    return 2
  }
  let file
  try {
    file = JSON.parse(readFileSync(path, 'utf8'))
  } catch (e) {
    console.error(`读不出 ${path}：${e.message}`)
    return 2
  }
  const pdf = value('--pdf')
  const result = check(file, { key: value('--key'), ...(pdf ? { pdf: readFileSync(pdf) } : {}) })
  if (!result.ok) {
    console.error(`不成立：${result.why}`)
    return 1
  }
  const f = result.facts
  console.log(`成立：${f.serialNo} ${f.certName}（${f.certLevel}） ${f.holder} ${f.awardingBody} ${f.issuedAt}`)
  console.log(value('--key') ? '日志公钥与给出的公布公钥一致。' : `日志公钥（请与公布的核对）：${result.key}`)
  console.log('本文件证明证书曾经颁发；此后是否被撤销或替换，请在线查验。')
  return 0
}
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2))
