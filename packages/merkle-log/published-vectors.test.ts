import { createPrivateKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { consistencyProof, inclusionProof, leafHash, memoryReader, rootOf, toHex, emptyRoot } from './index.ts'
import { fromHex, verifyConsistency, verifyInclusion } from './index.ts'
import { isSignedBy, keyFromLine, keyLine, parseNote, signaturesOf, signNote } from './note.ts'

// The eight leaves, their roots and proofs published with the Certificate Transparency reference implementation.
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')))
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const node = {
  leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  pair2: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  pair4: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  pair6: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  right: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
}

test.each(roots.map((root, size) => ({ root, size })))(
  'the root of $size published leaves is the published one',
  (v) => {
    expect(toHex(rootOf(leaves.slice(0, v.size)))).toBe(v.root)
  },
)

test('the empty tree has the root that RFC 6962 gives it', () => {
  expect(toHex(emptyRoot())).toBe(roots[0])
})

test.each([
  { index: 0, size: 1, proof: [] },
  { index: 0, size: 8, proof: [node.leaf1, node.pair2, node.right] },
  { index: 5, size: 8, proof: [node.leaf4, node.pair6, roots[4]!] },
  { index: 2, size: 3, proof: [roots[2]!] },
])(
  'the inclusion proof of leaf $index in $size leaves is the published one and verifies',
  async ({ index, size, proof }) => {
    const made = await inclusionProof(memoryReader(leaves), index, size)
    expect(made.map(toHex)).toEqual(proof)
    const claim = { leaf: leaves[index]!, index, size, proof: proof.map(fromHex), root: fromHex(roots[size]!) }
    expect(verifyInclusion(claim)).toBe(true)
  },
)

test.each([
  { from: 1, to: 1, proof: [] },
  { from: 1, to: 8, proof: [node.leaf1, node.pair2, node.right] },
  { from: 2, to: 8, proof: [node.pair2, node.right] },
  { from: 6, to: 8, proof: [node.pair4, node.pair6, roots[4]!] },
  { from: 2, to: 5, proof: [node.pair2, node.leaf4] },
])('the consistency proof from $from to $to leaves is the published one and verifies', async ({ from, to, proof }) => {
  expect((await consistencyProof(memoryReader(leaves), from, to)).map(toHex)).toEqual(proof)
  const claim = { from, to, fromRoot: fromHex(roots[from]!), toRoot: fromHex(roots[to]!), proof: proof.map(fromHex) }
  expect(verifyConsistency(claim)).toBe(true)
})

// The key pair and note published with the first implementation of signed notes.
const published = {
  line: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  secret: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: 'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
}

test('the published note is reproduced byte for byte and verifies with its published key', () => {
  const whole = `${published.text}\n— PeterNeumann ${published.signature}\n`
  const key = keyFromLine(published.line, 'note')
  expect(keyLine(key, 'note')).toBe(published.line)
  const note = parseNote(whole)!
  const [signature] = signaturesOf(note, key, 'note')
  expect(isSignedBy(key, note.text, signature!)).toBe(true)
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.from(published.secret, 'base64').subarray(1),
  ])
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  expect(signNote(published.text, { name: 'PeterNeumann', privateKey })).toBe(whole)
})

test('a published key line with one character changed is refused', () => {
  const { line } = published
  for (let i = 0; i < line.length; i++) {
    const changed = line.slice(0, i) + String.fromCharCode(line.charCodeAt(i) + 1) + line.slice(i + 1)
    expect(() => keyFromLine(changed, 'note')).toThrow(RangeError)
  }
  expect(() => keyFromLine(line, 'cosignature')).toThrow('not a cosignature key')
})
