import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  appendAll,
  consistencyProof,
  emptyFrontier,
  emptyRoot,
  frontierRoot,
  leafHash,
  memoryReader,
  rootOf,
} from './index.ts'
import { keyLine, openCheckpoint, parseCheckpoint, signCheckpoint, verifyingKey, witnessCheckpoint } from './index.ts'
import type { SigningKey, TreeHead } from './index.ts'
import { keyFromLine, keyId, parseNote, signatureLine, signNote } from './note.ts'
import { cosignatureLine } from './cosignature.ts'

const newKey = (name: string): SigningKey => ({ name, privateKey: generateKeyPairSync('ed25519').privateKey })
const logKey = newKey('log.example/certificates')
const log = verifyingKey(logKey)
const provinceKey = newKey('witness.example/province')
const schoolKey = newKey('witness.example/school')
const [province, school] = [verifyingKey(provinceKey), verifyingKey(schoolKey)]

const leaves = Array.from({ length: 20 }, (_, i) => leafHash(Buffer.from(`entry ${i}`)))
const time = new Date('2026-11-26T08:00:00Z')
const headOf = (size: number): TreeHead => ({ size, root: rootOf(leaves.slice(0, size)), time })

const witnessed = (note: string, witness: SigningKey, at = time) => {
  const answer = witnessCheckpoint({ note, log, witness, time: at, proof: [] })
  if (!answer.ok) throw new Error(answer.fault)
  return answer.note
}

test('a signed head reads origin, size, root, time, then the signature, and opens again', () => {
  const note = signCheckpoint({ ...headOf(20), extensions: ['shard 2026'] }, logKey)
  const lines = note.split('\n')
  expect(lines.slice(0, 6)).toEqual([
    'log.example/certificates',
    '20',
    Buffer.from(headOf(20).root).toString('base64'),
    'time 1795680000',
    'shard 2026',
    '',
  ])
  expect(lines[6]).toMatch(/^— log\.example\/certificates [A-Za-z0-9+/]+=*$/)
  const opened = openCheckpoint(note, { log })
  expect(opened).toEqual({
    ok: true,
    checkpoint: { origin: log.name, size: 20, root: headOf(20).root, time, extensions: ['shard 2026'] },
    cosignatures: [],
  })
})

test('the empty log has a head too, and a head may go without a time', () => {
  const opened = openCheckpoint(signCheckpoint({ size: 0, root: emptyRoot() }, logKey), { log })
  expect(opened.ok && opened.checkpoint).toEqual({ origin: log.name, size: 0, root: emptyRoot(), extensions: [] })
})

test('every single changed character of a signed head is noticed', () => {
  const note = signCheckpoint(headOf(20), logKey)
  for (let i = 0; i < note.length; i++) {
    for (const by of [1, 2]) {
      const changed = note.slice(0, i) + String.fromCharCode(note.charCodeAt(i) ^ by) + note.slice(i + 1)
      expect(openCheckpoint(changed, { log }).ok, `character ${i}`).toBe(false)
    }
    expect(openCheckpoint(note.slice(0, i) + note.slice(i + 1), { log }).ok, `without ${i}`).toBe(false)
  }
})

test('each reason for distrust has its name', () => {
  const note = signCheckpoint(headOf(20), logKey)
  const fault = (text: string, key = log) => {
    const opened = openCheckpoint(text, { log: key, witnesses: [province] })
    return opened.ok ? undefined : opened.fault
  }
  expect(fault('nothing')).toBe('malformed')
  expect(fault(note, school)).toBe('other-log')
  expect(fault(note, verifyingKey(newKey(log.name)))).toBe('not-signed')
  expect(fault(note.replace('\n20\n', '\n19\n'))).toBe('bad-signature')
  const cosigned = witnessed(note, provinceKey)
  expect(fault(cosigned)).toBeUndefined()
  const strange = cosignatureLine(parseNote(signCheckpoint(headOf(19), logKey))!.text, provinceKey, time)
  expect(fault(note + strange)).toBe('bad-cosignature')
})

test.each([
  ['no newline at the end', 'a\n1\n47DEQpj8HBSa'],
  ['a leading zero in the size', 'a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
  ['a negative size', 'a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
  ['a size beyond whole numbers', 'a\n9007199254740993\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
  ['a short root', 'a\n1\n47DEQpj8HBSa\n'],
  ['a root with stray bits', 'a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n'],
  ['an empty origin', '\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n'],
  ['an empty extension line', 'a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\nx\n'],
  ['only two lines', 'a\n1\n'],
])('a text with %s is no checkpoint', (_, text) => {
  expect(parseCheckpoint(text)).toBeUndefined()
  // Even the log's own signature does not make it one.
  const signed = signNote(text.endsWith('\n') ? text : `${text}\n`, { ...logKey, name: 'a' })
  expect(openCheckpoint(signed, { log: { ...log, name: 'a' } }).ok).toBe(false)
})

test('notes that could be read in two ways are refused', () => {
  const note = signCheckpoint(headOf(3), logKey)
  expect(parseNote(note.replace('— ', '- '))).toBeUndefined()
  expect(parseNote(note.replace('— ', '—  '))).toBeUndefined()
  expect(parseNote(note.replace(/=\n$/, '\n'))).toBeUndefined()
  expect(parseNote(note.replace('\n3\n', '\n3\r\n'))).toBeUndefined()
  expect(parseNote(`${note}${'x'.repeat(70_000)}\n`)).toBeUndefined()
  expect(parseNote(note + note.split('\n\n')[1]!.repeat(70))).toBeUndefined()
  expect(() => signNote('no end', logKey)).toThrow(RangeError)
  expect(() => signNote('lone \ud800\n', logKey)).toThrow(RangeError)
  expect(() => signNote('bell \x07\n', logKey)).toThrow(RangeError)
})

test('what cannot be signed as a head is refused before signing', () => {
  expect(() => signCheckpoint({ size: 1.5, root: emptyRoot() }, logKey)).toThrow('not a count')
  expect(() => signCheckpoint({ size: 1, root: Buffer.alloc(31) }, logKey)).toThrow('root of 31 bytes')
  expect(() => signCheckpoint({ size: 1, root: emptyRoot(), extensions: ['a\nb'] }, logKey)).toThrow(RangeError)
  expect(() => signCheckpoint({ size: 1, root: emptyRoot(), extensions: ['time 5'] }, logKey)).toThrow(RangeError)
  expect(() => signCheckpoint(headOf(1), { ...logKey, name: 'with space' })).toThrow('not a key name')
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  expect(() => signCheckpoint(headOf(1), { name: 'rsa', privateKey: rsa.privateKey })).toThrow('not Ed25519')
})

test('two witnesses cosign the same head, each with its own time, and a stranger is ignored', () => {
  const later = new Date('2026-11-26T08:05:00Z')
  const note = witnessed(
    witnessed(witnessed(signCheckpoint(headOf(20), logKey), provinceKey), schoolKey, later),
    newKey('who.example'),
  )
  const opened = openCheckpoint(note, { log, witnesses: [province, school] })
  expect(opened.ok && opened.cosignatures).toEqual([
    { witness: province.name, time },
    { witness: school.name, time: later },
  ])
})

test('a witness that cosigns twice counts once', () => {
  const later = new Date('2026-11-26T09:00:00Z')
  const note = witnessed(witnessed(signCheckpoint(headOf(20), logKey), provinceKey), provinceKey, later)
  const opened = openCheckpoint(note, { log, witnesses: [province] })
  expect(opened.ok && opened.cosignatures).toEqual([{ witness: province.name, time: later }])
})

test('a changed time or signature in a cosignature line spoils the note', () => {
  const text = parseNote(signCheckpoint(headOf(20), logKey))!.text
  const note = signCheckpoint(headOf(20), logKey)
  const bytes = Buffer.from(cosignatureLine(text, provinceKey, time).split(' ')[2]!, 'base64')
  for (let at = 4; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at]! ^= 1
    const line = `— ${province.name} ${changed.toString('base64')}\n`
    expect(openCheckpoint(note + line, { log, witnesses: [province] }).ok, `byte ${at}`).toBe(false)
  }
})

test('a cosignature too short to hold a time spoils the note', () => {
  const note = signCheckpoint(headOf(20), logKey)
  const line = signatureLine(province, 'cosignature', Buffer.alloc(4))
  expect(openCheckpoint(note + line, { log, witnesses: [province] })).toEqual({ ok: false, fault: 'bad-cosignature' })
})

test('the log key cannot be passed off as a witness, nor a witness as the log', () => {
  expect(keyId(log, 'note').equals(keyId(log, 'cosignature'))).toBe(false)
  const published = keyFromLine(keyLine(province, 'cosignature'), 'cosignature')
  const note = witnessed(signCheckpoint(headOf(20), logKey), provinceKey)
  const opened = openCheckpoint(note, { log, witnesses: [published] })
  expect(opened.ok && opened.cosignatures.map((c) => c.witness)).toEqual([province.name])
  const asLog = openCheckpoint(note, { log, witnesses: [log] })
  expect(asLog.ok && asLog.cosignatures).toEqual([])
})

test('a witness follows a growing log and refuses a rewritten or an older one', async () => {
  const read = memoryReader(leaves)
  const ask = { log, witness: provinceKey, time }
  const first = witnessCheckpoint({ ...ask, note: signCheckpoint(headOf(7), logKey), proof: [] })
  if (!first.ok) throw new Error(first.fault)
  const proof = await consistencyProof(read, 7, 20)
  const second = witnessCheckpoint({ ...ask, note: signCheckpoint(headOf(20), logKey), seen: first.seen, proof })
  expect(second.ok && second.seen).toEqual({ size: 20, root: headOf(20).root })

  const forged = leaves.with(3, leafHash(Buffer.from('forged')))
  const forgedHead = { size: 20, root: frontierRoot(appendAll(emptyFrontier(), forged).frontier) }
  const forgedProof = await consistencyProof(memoryReader(forged), 7, 20)
  const note = signCheckpoint(forgedHead, logKey)
  expect(witnessCheckpoint({ ...ask, note, seen: first.seen, proof: forgedProof })).toEqual({
    ok: false,
    fault: 'inconsistent',
  })
  const old = { ...ask, note: signCheckpoint(headOf(6), logKey), seen: first.seen, proof: [] }
  expect(witnessCheckpoint(old)).toEqual({ ok: false, fault: 'older-than-seen' })
  const unsigned = { ...ask, note: signCheckpoint(headOf(20), newKey(log.name)), seen: first.seen, proof }
  expect(witnessCheckpoint(unsigned)).toEqual({ ok: false, fault: 'not-signed' })
})
