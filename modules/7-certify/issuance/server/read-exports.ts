import { buffer } from 'node:stream/consumers'
import { refusalOf } from '#kit/pure/refusal.ts'
import type { Export, Print } from '#kit/server/room.ts'
import { rows, sql } from '#kit/server/sql.ts'
import { writeArchive } from '#packages/archive/index.ts'
import { ids } from '#kit/pure/fields.ts'
import { z } from 'zod'
import { zipLimit } from '../model.ts'
import { pendingInput } from '../operations.ts'
import { certificateZip } from '../documents.ts'
import { blockedList, readyList } from '../sheets.ts'
import { words } from '../words.ts'
import { pendingPage, recordFrom, seen, type PendingRow } from './store.ts'

const size = 2000
const infoReason: Record<string, string> = { 'no-photo': '无照片', unverified: '信息待认证', 'needs-check': '需人工确认' }
const whyBlocked = (r: PendingRow): string => [r.missing.length ? `信息不完善：缺少${r.missing.join('、')}` : null, infoReason[r.infoStatus]].filter(Boolean).join('；')
const listExport = (sheet: typeof readyList, ready: boolean): Export => ({
  sheet,
  input: pendingInput,
  async page({ tx, now }, scope, query, after) {
    const found = await pendingPage(tx, scope, query as z.output<typeof pendingInput>, now, ready, after, size)
    return {
      rows: found.map((r) => ({ candidateNo: r.candidateNo, name: r.name, idMasked: r.idMasked, kind: r.kind === 'student' ? '院校考生' : '社会考生', schoolName: r.schoolName, certName: r.certName, certLevel: r.certLevel, result: '已通过', why: whyBlocked(r) })),
      next: found.length === size ? (found.at(-1)?.id ?? null) : null,
    }
  },
})
export const exports: readonly Export[] = [listExport(readyList, true), listExport(blockedList, false)]

export const zipPrint: Print = {
  module: certificateZip.module,
  name: certificateZip.name,
  title: certificateZip.title,
  who: certificateZip.who,
  input: z.object({ ids }),
  async make({ tx, house }, scope, input) {
    const wanted = [...new Set((input as { ids: string[] }).ids)]
    if (wanted.length > zipLimit) throw refusalOf('zip-too-many', words['zip-too-many'])
    const found = await rows<{ fileId: string | null; serialNo: string; name: string }>(
      tx,
      sql`select k.serial_no as "serialNo", r.name, (select v.file_id from certificates.versions v where v.certificate_id = k.id and v.pdf_version = k.pdf_version and r.status = 'issued') as "fileId"
          from ${recordFrom} where r.id = any (${wanted}::uuid[]) and ${seen(scope)} order by k.serial_no`,
    )
    if (found.length !== wanted.length || found.some((f) => !f.fileId)) throw refusalOf('not-issued', words['not-issued'])
    const files = found.map((f) => ({ path: `${f.serialNo}_${f.name}.pdf`, content: () => f.fileId as string }))
    const parts: { path: string; content: Buffer }[] = []
    for (const f of files) {
      const stored = await house.files.read(tx, f.content())
      if (!stored) throw new Error(`file of ${f.path} is missing`)
      parts.push({ path: f.path, content: stored.bytes })
    }
    return { name: `${certificateZip.title}.zip`, type: 'application/zip', bytes: await buffer(writeArchive(parts)) }
  },
}
