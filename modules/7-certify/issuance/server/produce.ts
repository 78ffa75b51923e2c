import { addCertificate, certificateOf, finishCertificates, newCode, printCertificate, sealerOf, type Certificate, type Finished, type Images } from '#certificates/server'
import { SealFault, type SealKind } from '#certificates'
import { identityOf } from '#people/server'
import { tell } from '#messages/server'
import type { House, Inside } from '#kit/server/context.ts'
import { job, type JobRun } from '#kit/server/jobs.ts'
import { takeStep } from '#kit/server/steps.ts'
import { issuance } from '../workflow.ts'
import { linkCertificate, producing, setIssued, setSealError, stranded, type Producing } from './store-producing.ts'
import { sidesOf } from './store.ts'

/** How many certificates share one transaction and one signed head. */
export const batch = 40
interface Numbered extends Producing {
  readonly certificate: Certificate
  readonly idNo: string
  readonly images: Images | SealFault
}
/** The outside seal service, if there is one: may refuse a seal. The stand-in of tests fails on command. */
export interface SealService {
  readonly isStandIn: boolean
  check(seal: SealKind, record: { id: string; awardingBodyId: string }): Promise<void>
}

/**
 * 证书号, PDF, seals, log, 完成发放. First transaction: numbers, so that a crash never gives a second one. Then rendering
 * outside any transaction. Last transaction: files, versions, leaves, state and letters together.
 */
export const produceJob = job<{ ids: string[] }>({
  name: 'issuance.produce',
  label: '生成证书',
  tries: 8,
  async work(run) {
    const numbered = await run.inside((inside) => number(inside, run.payload.ids))
    const made: { record: Numbered; pdf: Buffer }[] = []
    const failed: { record: Numbered; fault: SealFault }[] = []
    const issuedAt = await run.inside(async ({ now }) => now)
    for (const record of numbered) {
      try {
        made.push({ record, pdf: await render(run.house, record, issuedAt) })
      } catch (e) {
        if (!(e instanceof SealFault)) throw e
        failed.push({ record, fault: e })
      }
    }
    await finish(run, made, failed, issuedAt)
  },
})
/** Every minute: what was left in 证书生成中 goes on (chain or disk was away). */
export const resumeJob = job({
  name: 'issuance.resume',
  label: '继续生成证书',
  everyMs: 60_000,
  async work(run) {
    await run.inside(async (inside) => {
      const left = (await stranded(inside.tx, 400)).map((r) => r.id)
      for (let i = 0; i < left.length; i += batch) await inside.later(produceJob, { ids: left.slice(i, i + batch) })
    })
  },
})

async function number(inside: Inside, ids: readonly string[]): Promise<Numbered[]> {
  const list: Numbered[] = []
  for (const r of await producing(inside.tx, ids)) {
    const known = r.certificateId ?? r.liveCertificateId
    const certificate = (known ? await certificateOf(inside.tx, known) : null) ?? (await addCertificate(inside.tx, { ...r, code: newCode(), holderName: r.name, year: Number(inside.now.slice(0, 4)) }))
    if (r.certificateId !== certificate.id) await linkCertificate(inside.tx, r.id, certificate.id)
    const idNo = await identityOf(inside, r.personId, '证书打印')
    if (!idNo) throw new Error(`person ${r.personId} has no identity document`)
    list.push({ ...r, certificate, idNo, images: await imagesOf(inside, r) })
  }
  return list
}
async function imagesOf(inside: Inside, r: Producing): Promise<Images | SealFault> {
  const bytes = async (id: string | null): Promise<Buffer | null> => (id ? ((await inside.house.files.read(inside.tx, id))?.bytes ?? null) : null)
  const official = r.mode === 'electronic' ? await bytes(r.officialSealFileId) : null
  const signature = await bytes(r.signatureSealFileId)
  if (r.mode === 'electronic' && !official) return new SealFault('official', '印章图片不存在，请重新上传')
  if (!signature) return new SealFault('signature', '印章图片不存在，请重新上传')
  return { photo: await bytes(r.photoFileId), official, signature }
}
async function render(house: House, r: Numbered, issuedAt: string): Promise<Buffer> {
  if (r.images instanceof SealFault) throw r.images
  const service = house.services['seal'] as SealService | undefined
  const kinds: SealKind[] = r.mode === 'electronic' ? ['official', 'signature'] : ['signature']
  for (const kind of kinds)
    await service?.check(kind, r).catch((e: unknown) => {
      throw e instanceof SealFault ? e : new SealFault(kind, (e as Error).message)
    })
  const sealers = {
    official: r.mode === 'electronic' ? await sealerOf(house, r.awardingBodyId, r.awardingBodyName, 'official') : null,
    signature: await sealerOf(house, r.awardingBodyId, r.awardingBodyName, 'signature'),
  }
  const facts = {
    serialNo: r.certificate.serialNo, holderName: r.name, gender: r.gender, idType: r.idType, idNo: r.idNo, certName: r.certName, certLevel: r.certLevel,
    awardingBodyName: r.awardingBodyName, issuedAt, queryUrl: `${house.address}/v/${r.certificate.code}`,
  }
  return printCertificate(facts, r.images, sealers, { name: r.awardingBodyName })
}

async function finish(run: JobRun<{ ids: string[] }>, made: readonly { record: Numbered; pdf: Buffer }[], failed: readonly { record: Numbered; fault: SealFault }[], issuedAt: string): Promise<void> {
  await run.inside(async (inside) => {
    // Locks the records again: what another worker finished meanwhile is left out.
    const still = new Set((await producing(inside.tx, [...made, ...failed].map((m) => m.record.id))).map((r) => r.id))
    const done = made.filter((m) => still.has(m.record.id))
    const list: Finished[] = []
    for (const { record, pdf } of done) {
      const certificate = await certificateOf(inside.tx, record.certificate.id)
      if (!certificate) throw new Error(`certificate ${record.certificate.serialNo} is gone`)
      list.push({ certificate, pdf, mode: record.mode, issuedAt, holderName: record.name, idMasked: record.idMasked, certName: record.certName, certLevel: record.certLevel, awardingBodyName: record.awardingBodyName, owner: record.awardingBodyId })
    }
    await finishCertificates(inside, list)
    const ids = done.map((m) => m.record.id)
    if (ids.length) {
      await takeStep(inside, issuance, 'finish', 'issuance.records', ids)
      await setIssued(inside.tx, ids, issuedAt)
      for (const s of await sidesOf(inside.tx, ids))
        await tell(inside, { to: s.schoolId, area: 'issuance', title: `${s.n} 份证书已完成发放`, text: '可在证书发放管理 › 完成发放中查看和下载电子证书。', link: '/issuance?tab=issued' })
    }
    for (const { record, fault } of failed.filter((f) => still.has(f.record.id))) {
      await takeStep(inside, issuance, 'failSealing', 'issuance.records', [record.id], { reason: fault.message })
      await setSealError(inside.tx, record.id, fault.message)
      await tell(inside, { to: record.awardingBodyId, area: 'issuance', title: '证书盖章失败', text: `${record.name}：${fault.message}`, link: '/issuance?tab=sealing-failed' })
    }
  })
}
