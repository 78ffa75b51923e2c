import { fileURLToPath } from 'node:url'
import QRCode from 'qrcode'
import { certify, countersign, type Sealer } from '#packages/pdf-seal/index.ts'
import { typstPrinter, type TypstPrinter } from '#packages/typst/index.ts'
import { SealFault, type CertificateFacts } from '../model.ts'

let printer: TypstPrinter | null = null
const press = (): TypstPrinter => (printer ??= typstPrinter({ templatesDir: fileURLToPath(new URL('print', import.meta.url)) }))
export async function closePress(): Promise<void> {
  await printer?.close()
  printer = null
}

const mm = 72 / 25.4
/** Where the template draws the seals: mm from the top left, in points. */
const place = (x: number, y: number, size: number) => ({ x: x * mm, y: y * mm, width: size * mm, height: size * mm })
const places = { official: place(175, 134, 40), signature: place(242, 146, 28) }

export interface Images {
  readonly photo: Buffer | null
  /** png of 公章; null on a 纸质证书, which is stamped by hand. */
  readonly official: Buffer | null
  readonly signature: Buffer
}
export interface Sealers {
  readonly official: Sealer | null
  readonly signature: Sealer
}
const dayOf = (iso: string): string => {
  const [y, m, d] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(iso)).split('-')
  return `${y}年${Number(m)}月${Number(d)}日`
}

/** Renders the certificate and seals it. The same facts, images and keys give the same page. @throws SealFault */
export async function printCertificate(f: CertificateFacts, images: Images, sealers: Sealers, body: { name: string }): Promise<Buffer> {
  const time = new Date(f.issuedAt)
  const qr = await QRCode.toString(f.queryUrl, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
  const pdf = await press().print(
    'certificate.typ',
    { ...f, issuedOn: dayOf(f.issuedAt), photo: images.photo !== null, official: images.official !== null, signature: true },
    { time, images: { 'qr.svg': Buffer.from(qr), ...(images.photo ? { 'photo.jpg': images.photo } : {}), ...(images.official ? { 'official.png': images.official } : {}), 'signature.png': images.signature } },
  )
  return sealPdf(pdf, sealers, body, time)
}

function sealPdf(pdf: Buffer, sealers: Sealers, body: { name: string }, time: Date): Buffer {
  const signature = { name: `${body.name}签名章`, reason: '颁发职业技能等级证书', time }
  if (!sealers.official) return attempt('signature', () => certify(pdf, { ...signature, sealer: sealers.signature, field: '签名章', rect: places.signature }))
  const certified = attempt('official', () =>
    certify(pdf, { sealer: sealers.official as Sealer, field: '公章', rect: places.official, name: `${body.name}公章`, reason: '颁发职业技能等级证书', time, nextField: { name: '签名章', rect: places.signature } }),
  )
  return attempt('signature', () => countersign(certified, { ...signature, sealer: sealers.signature, field: '签名章' }))
}
function attempt(seal: 'official' | 'signature', work: () => Buffer): Buffer {
  try {
    return work()
  } catch (e) {
    throw new SealFault(seal, (e as Error).message)
  }
}
