import { generateRecords, issue, openSigning, records, reject, sign, signingSheet } from '#issuance'
import { scoreSheet } from '#scores'
import { arrange, listSeats } from '#seating'
import type { Principal } from '#kit/pure/who.ts'
import { thePublic } from '#kit/server/context.ts'
import type { Catalogue } from './catalogue.ts'
import type { Examination } from './examination.ts'
import type { Stage } from './stage.ts'

/** 排考 of both subjects in the window; everyone must have a seat, or the world is wrong. */
export async function arrangeAll(stage: Stage, c: Catalogue, exam: Examination): Promise<void> {
  const { subjects } = await stage.as(c.org, arrange, { ids: [...exam.lineSubjectIds] })
  const unseated = subjects.filter((s) => s.unseated.length > 0)
  if (unseated.length) throw new Error(`demo world: ${JSON.stringify(unseated)}`)
}
/** Scores of everyone with a seat; every ninth fails a subject, one is 缺考. */
export async function enterScores(stage: Stage, c: Catalogue, exam: Examination): Promise<void> {
  const seats = []
  for (let after: string | undefined; ; ) {
    const page = await stage.as(c.org, listSeats, { size: 100, ...(after ? { after } : {}) })
    seats.push(...page.rows)
    if (!page.next) break
    after = page.next
  }
  for (const [which, lineSubjectId] of exam.lineSubjectIds.entries()) {
    const subjectNo = `5080000110${which + 1}`
    const rows = seats.filter((s) => s.subjectName === ['笔试科目', '实操科目'][which] && s.ticketNo)
    await stage.importRows(
      c.org, scoreSheet, { planId: exam.planId, lineSubjectId },
      rows.map((s, i) => ({
        ticketNo: s.ticketNo as string, name: s.name, idNo: '', subjectNo, subjectName: '',
        score: which === 1 && i === 7 ? '缺考' : String(i % 9 === 4 ? 52 + which : 64 + ((i * 7 + which * 3) % 33)),
      })),
    )
  }
}
/** The signature of a demo signer: a wave that is long enough to be one. */
const strokes = [Array.from({ length: 60 }, (_, i) => [60 + i * 8, 120 + Math.round(40 * Math.sin(i / 4))]).flat()]
async function signed(stage: Stage, by: Principal, ids: string[], signerName: string): Promise<void> {
  const token = (await stage.as(by, openSigning, { ids })).url.split('/').at(-1) as string
  const sheet = await stage.as(thePublic, signingSheet, { token })
  await stage.as(thePublic, sign, { token, digest: sheet.digest, signerName, strokes })
}
/** 获取, 签发 by both sides, 发放: most are finished, some wait at every step. */
export async function certify(stage: Stage, c: Catalogue): Promise<void> {
  await stage.as(c.org, generateRecords, {})
  const ids = (await stage.as(c.org, records, { size: 100, sort: 'candidateNo' })).rows.map((r) => r.id)
  const waiting = ids.slice(0, 3)
  const refused = ids.slice(3, 4)
  const going = ids.slice(4)
  await stage.as(c.org, reject, { ids: refused, reason: '照片与本人差异较大，请核实后重新签发' })
  await signed(stage, c.org, going, '赵评价')
  const atSite = going.slice(0, 3)
  const bySite = going.slice(3)
  await signed(stage, c.host, bySite, '孙站长')
  const ready = bySite.slice(0, 2)
  const issued = bySite.slice(2)
  await stage.as(c.org, issue, { ids: issued, mode: 'electronic' })
  await stage.until('证书', async () => (await stage.as(c.org, records, { tab: 'issued', size: 100 })).rows.length >= issued.length)
  if (waiting.length + atSite.length + ready.length < 6) throw new Error('demo world: too few records in waiting')
}
