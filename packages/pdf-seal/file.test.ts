import { expect, test } from 'vitest'
import { objectOf, openPdf, pagesOf } from './file.ts'
import { certify } from './seal.ts'
import { sealer } from './sealer.ts'
import { makeSeals, sealedPdf, specimenPdf } from './specimen.ts'

const base = specimenPdf()
const seals = await makeSeals('p-256')

/** A PDF made by hand from bodies of objects 1, 2, …; `trailer` is added to its trailer. */
function handMade(bodies: readonly string[], trailer = ''): Buffer {
  let text = '%PDF-1.7\n'
  const entries = bodies.map((body, i) => {
    const offset = text.length
    text += `${i + 1} 0 obj\n${body}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = bodies.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>`
  return Buffer.from(`${text}${table}\nstartxref\n${text.length}\n%%EOF`, 'latin1')
}

const catalog = '<</Type/Catalog/Pages 2 0 R>>'
const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>'
const good = [catalog, '<</Type/Pages/Kids[3 0 R]/Count 1>>', page]
const code = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : String(error)
  }
  return undefined
}

test.each([undefined, '1.4', '1.7', '2.0', 'a-2b', 'a-3b'])(
  'what Typst writes for standard %s can be read and sealed',
  (standard) => {
    const pdf = specimenPdf(
      '#set document(date: auto)\n#set page(width: 200pt, height: 150pt)\nA #pagebreak() B #pagebreak() C',
      standard,
    )
    expect(pagesOf(openPdf(pdf))).toHaveLength(3)
    expect(sealedPdf(seals, pdf, { page: 3 }).subarray(0, pdf.length).equals(pdf)).toBe(true)
  },
)

test('a file made by hand is read, pages in nested trees in their order', () => {
  const nested = [
    catalog,
    '<</Type/Pages/Kids[3 0 R 6 0 R]>>',
    '<</Type/Pages/Kids[4 0 R 5 0 R]/Parent 2 0 R>>',
    page,
    page,
    page,
  ]
  expect(pagesOf(openPdf(handMade(nested)))).toEqual([4, 5, 6])
})

test('the newest table wins and the older ones are still found', () => {
  const first = handMade(good)
  const body = '3 0 obj\n<</Type/Page/New true>>\nendobj\n'
  const offset = String(first.length + 1).padStart(10, '0')
  const previous = /startxref\n(\d+)/.exec(first.toString('latin1'))![1]
  const update = `\n${body}xref\n3 1\n${offset} 00000 n \ntrailer\n<</Size 4/Root 1 0 R/Prev ${previous}>>\nstartxref\n${first.length + 1 + body.length}\n%%EOF`
  const file = openPdf(Buffer.concat([first, Buffer.from(update)]))
  const found = objectOf(file, 3)
  expect(found.kind === 'dictionary' && [...found.entries.keys()]).toEqual(['Type', 'New'])
  expect(pagesOf(file)).toEqual([3])
})

test('cross-reference streams and hybrid files are refused by name', () => {
  const stream = Buffer.from(
    '%PDF-1.7\n1 0 obj\n<</Type/XRef/Length 0>>stream\n\nendstream\nendobj\nstartxref\n9\n%%EOF',
  )
  expect(code(() => openPdf(stream))).toBe('no-classic-xref')
  expect(code(() => openPdf(handMade(good, '/XRefStm 5')))).toBe('no-classic-xref')
  expect(code(() => sealedPdf(seals, stream))).toBe('no-classic-xref')
})

test('encrypted files are refused by name', () => {
  expect(code(() => openPdf(handMade(good, '/Encrypt 9 0 R')))).toBe('encrypted')
})

test.each([
  ['an empty file', Buffer.alloc(0)],
  ['another kind of file', Buffer.from('PK\x03\x04')],
  ['bytes before the header', Buffer.concat([Buffer.from('x'), base])],
  ['bytes behind the end', Buffer.concat([base, Buffer.from('\nx')])],
  ['a file cut short', base.subarray(0, base.length - 100)],
  ['a ring of tables', handMade(good, `/Prev ${/startxref\n(\d+)/.exec(handMade(good).toString('latin1'))![1]}`)],
  ['a table that is no number', handMade(good, '/Prev/x')],
])('%s is refused', (_, pdf) => {
  expect(code(() => openPdf(pdf))).toBe('malformed')
})

test('a damaged entry in the table is refused', () => {
  const text = base.toString('latin1')
  const at = text.lastIndexOf(' 00000 n')
  expect(code(() => openPdf(Buffer.from(`${text.slice(0, at)} 00000 x${text.slice(at + 8)}`, 'latin1')))).toBe(
    'malformed',
  )
  expect(code(() => openPdf(Buffer.from(text.replace(/xref\n0 \d+/, 'xref\n0 9999999'), 'latin1')))).toBe('malformed')
})

test.each([
  ['a page tree with a ring', [catalog, '<</Type/Pages/Kids[2 0 R]>>']],
  ['a page tree without kids', [catalog, '<</Type/Pages>>']],
  ['an absent object', [catalog]],
  ['a page that is no reference', [catalog, '<</Type/Pages/Kids[1]>>']],
  ['an object that does not end', [catalog, '<</Type/Pages/Kids[3 0 R]>> 7', page]],
])('%s is refused', (_, bodies) => {
  expect(code(() => pagesOf(openPdf(handMade(bodies))))).toBe('malformed')
})

test('a number that the file says is free is not taken, and a false /Size is refused', () => {
  const order = { sealer: sealer(seals.organisation), field: 'f', rect: { x: 1, y: 1, width: 9, height: 9 } }
  const statement = { name: 'n', reason: 'r', time: new Date(0) }
  const wrong = Buffer.from(handMade(good).toString('latin1').replace('/Size 4', '/Size 2'), 'latin1')
  expect(code(() => certify(wrong, { ...order, ...statement }))).toBe('malformed')
  expect(code(() => certify(handMade(good), { ...order, ...statement }))).toBeUndefined()
})
