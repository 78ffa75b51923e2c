import { createHash, sign } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import QRCode from 'qrcode'
import { closePress, printCertificate } from '#certificates/server'
import { makeAuthority, makeSealCertificate, sealer } from '#packages/pdf-seal/index.ts'
import { cleanSeal } from '#packages/photo/index.ts'
import { typstPrinter } from '#packages/typst/index.ts'
import { drawnSeals, drawnPhoto } from '../seeds/demo/people.ts'
import { judged, median, type Ratio } from './ground.ts'

/** Render + two seals against render alone + two bare signatures of the same key, pair by pair, wall time of one press each. */
export async function certificateBench(count: number): Promise<Ratio[]> {
  const authority = await makeAuthority({ subject: { commonName: 'bench' }, validFrom: new Date(Date.now() - 1e9), validTo: new Date(Date.now() + 1e11) })
  const own = await makeSealCertificate({ subject: { commonName: 'seal' }, validFrom: new Date(), validTo: new Date(Date.now() + 1e10) }, authority)
  const s = sealer({ key: own.key, certificateDer: own.certificateDer })
  const drawn = await drawnSeals('国汽智能职业技能评价中心', '赵评价')
  const images = { photo: await drawnPhoto(1), official: await cleanSeal(drawn.official), signature: await cleanSeal(drawn.signature) }
  const facts = (i: number) => ({
    serialNo: `508000012026${String(i).padStart(8, '0')}`, holderName: '王小八', gender: '男', idType: '身份证', idNo: '370682199901096532', certName: '智能新能源汽车职业技能等级证书', certLevel: '初级',
    awardingBodyName: '国汽智能职业技能评价中心', issuedAt: '2026-11-26T02:00:00.000Z', queryUrl: `https://jianheng.example/v/${String(i).padStart(24, 'A')}`,
  })
  const plain = typstPrinter({ templatesDir: fileURLToPath(new URL('../modules/7-certify/certificates/server/print', import.meta.url)) })
  const bare = async (i: number): Promise<Buffer> => {
    const f = facts(i)
    const qr = await QRCode.toString(f.queryUrl, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
    const pdf = await plain.print('certificate.typ', { ...f, issuedOn: '2026年11月26日', photo: true, official: true, signature: true }, { time: new Date(f.issuedAt), images: { 'qr.svg': Buffer.from(qr), 'photo.jpg': images.photo, 'official.png': images.official, 'signature.png': images.signature } })
    const digest = createHash('sha256').update(pdf).digest()
    sign('sha256', digest, own.key)
    sign('sha256', digest, own.key)
    return pdf
  }
  const sealed = (i: number): Promise<Buffer> => printCertificate(facts(i), images, { official: s, signature: s }, { name: '国汽智能职业技能评价中心' })
  await bare(0)
  let size = (await sealed(0)).length
  const ratios: number[] = []
  const block = 20
  for (let at = 1; at < count; at += block) {
    const a = performance.now()
    for (let i = at; i < at + block; i++) size = Math.max(size, (await sealed(i)).length)
    const b = performance.now()
    for (let i = at; i < at + block; i++) await bare(i)
    ratios.push((b - a) / (performance.now() - b))
  }
  await plain.close()
  await closePress()
  return [
    judged('certificates: render + seals / render + bare signatures', median(ratios), 1.25, 'below', { pairs: ratios.length, range: [Math.min(...ratios), Math.max(...ratios)] }),
    judged('certificates: largest PDF (kB) / 60', size / 60_000, 1, 'below', { bytes: size }),
  ]
}
