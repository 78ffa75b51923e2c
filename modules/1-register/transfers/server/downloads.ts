import { buffer } from 'node:stream/consumers'
import { commonRefusals, refusalOf } from '#kit/pure/refusal.ts'
import { everyActor, type Principal } from '#kit/pure/who.ts'
import type { House, Inside } from '#kit/server/context.ts'
import { asTheSystem, transaction } from '#kit/server/db.ts'
import { scopeFor } from '#kit/server/handle.ts'
import { insideOf } from '#kit/server/inside.ts'
import type { FileDoor } from '#kit/server/room.ts'
import { exportOfId } from '#kit/server/sheets/index.ts'
import { writeSheet } from '#packages/sheet-file/index.ts'
import { words } from '../words.ts'
import { stampOf } from './make-export.ts'
import { failureRows } from './problems.ts'
import { enter, started } from './started.ts'
import { storedFile } from './store.ts'
import { excelType, templateOf } from './template-file.ts'

/** What a GET of a file answers: always as an attachment, never shown as a page of ours. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly bytes: Buffer
}
const notFound = () => refusalOf('not-found', commonRefusals['not-found'])
const isId = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)

const within = <T>(house: House, principal: Principal, label: string, work: (inside: Inside) => Promise<T>): Promise<T> =>
  transaction(house.database, principal, (tx) => work(insideOf(house, tx, principal, { operation: 'transfers.download', label })))

/** 下载导入模板: `given` is what was chosen on screen, for drop-downs that depend on it. @throws Refusal */
export const template = (house: House, principal: Principal, q: { sheet: string; given: Record<string, string> }): Promise<Download> =>
  within(house, principal, '下载导入模板', async (inside) => {
    const { importer, scope } = enter(inside, q.sheet)
    if (importer.sheet.source === 'archive') throw notFound()
    const isChosen = importer.sheet.given.every((name) => q.given[name])
    const choices = isChosen ? await importer.choices?.(inside, scope, q.given) : undefined
    return { name: `${importer.sheet.title}.xlsx`, type: excelType, bytes: await buffer(templateOf(importer.sheet, choices)) }
  })

/** 下载失败数据 (P-0-07): the uploaded columns of the bad rows and 失败原因. @throws Refusal */
export const failures = (house: House, principal: Principal, importId: string): Promise<Download> =>
  within(house, principal, '下载失败数据', async (inside) => {
    if (!isId(importId)) throw notFound()
    const { record, importer } = await started(inside, importId)
    if (record.failed === 0) throw refusalOf('no-failures', words['no-failures'])
    const rows = failureRows(inside, record)
    const { value: titles } = await rows.next()
    const bytes = await buffer(
      writeSheet({ sheets: [{ name: '失败数据', columns: ((titles ?? []) as string[]).map((title) => ({ title, text: true })), rows }] }),
    )
    await inside.trail({ entity: record.sheet, id: record.id, changes: { rows: record.failed } })
    return { name: `${importer.sheet.title}_失败数据_${stampOf(inside.now)}.xlsx`, type: excelType, bytes }
  })

/** The file of a finished export or print, to the person who asked for it. @throws Refusal */
export const exported = async (house: House, principal: Principal, exportId: string): Promise<Download> => {
  const record = isId(exportId) ? await within(house, principal, '下载导出文件', ({ tx }) => exportOfId(tx, principal, exportId)) : null
  if (record?.state !== 'done') throw notFound()
  if (!record.fileId) throw refusalOf('expired', words.expired)
  return file(house, principal, record.fileId)
}

/**
 * A stored file: to the person who put it there, or through the door that a room opens for its purpose. Missing, foreign and
 * doorless files look the same. @throws Refusal
 */
export const file = async (house: House, principal: Principal, fileId: string): Promise<Download> => {
  const stored = isId(fileId) ? await asTheSystem(house.database, 'file door', (tx) => storedFile(tx, fileId)) : null
  if (!stored) throw notFound()
  const door = house.registry.files.get(stored.purpose) as FileDoor | undefined
  const isOwn = stored.madeBy !== null && stored.madeBy === principal.accountId
  if (isOwn) scopeFor(principal, { who: everyActor() })
  else if (!door) throw notFound()
  else {
    const scope = scopeFor(principal, door)
    if (!(await within(house, principal, '打开文件', (inside) => door.mayOpen(inside, scope, fileId)))) throw notFound()
  }
  if (stored.isExpired) throw refusalOf('expired', words.expired)
  const found = await asTheSystem(house.database, 'file door', (tx) => house.files.read(tx, fileId))
  if (!found) throw notFound()
  return { name: found.file.name, type: found.file.type, bytes: found.bytes }
}
