import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { Principal } from '#kit/pure/who.ts'
import { transaction } from '#kit/server/db.ts'
import { one, run, sql } from '#kit/server/sql.ts'
import { writeArchive } from '#packages/archive/index.ts'
import { writeSheet, type WrittenValue } from '#packages/sheet-file/index.ts'
import { applyImport, importProblems, importState, startImport } from '#transfers'
import { idNumberOf } from '../../../../seeds/candidate-sheet.ts'
import { idOf } from '../../../../seeds/test-world.ts'
import type { TestHouse } from '../../../../seeds/test-house.ts'
import { addCandidate, candidateSheet, getCandidate, type CandidateStatus } from '../index.ts'

/** What the stories of 考生管理 are played with. */
export const major = idOf('major 460702')

let last = 5_000_000
/** A valid 身份证号 that no other test of the file uses. */
export const freshNumber = (): string => idNumberOf(++last)

export const form = (more: object = {}) => ({
  kind: 'student' as const,
  name: '王小八',
  namePinyin: 'WANG XIAOBA',
  idType: '身份证' as const,
  idNo: freshNumber(),
  mobile: '13800000000',
  majorId: major,
  eduLevel: '高职专科' as const,
  enrollYear: 2020,
  ...more,
})

const red = { r: 200, g: 30, b: 30 }
export interface PhotoWish {
  readonly width?: number
  readonly height?: number
  readonly ground?: { r: number; g: number; b: number }
  readonly as?: 'jpeg' | 'png' | 'webp'
}
/** A small one-inch photo as the manual wants it, or with something else. */
export const photo = ({ width = 295, height = 413, ground = red, as = 'jpeg' }: PhotoWish = {}): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: ground } })
    [as]()
    .toBuffer()

/** Puts a file into the house as an upload of this person would. */
export const upload = (t: TestHouse, by: Principal, name: string, bytes: Buffer, purpose = 'photo'): Promise<string> =>
  transaction(t.house.database, by, async (tx) => {
    const type = name.endsWith('.png') ? 'image/png' : 'image/jpeg'
    return (await t.house.files.save(tx, { purpose, name, type, bytes, owner: by.organisationId, by: by.accountId })).id
  })

/** A candidate in the state that the story begins with. */
export async function candidateIn(t: TestHouse, by: Principal, status: CandidateStatus, more: object = {}) {
  const photoFileId = status === 'no-photo' ? undefined : await upload(t, by, 'p.jpg', await photo())
  const { id } = await t.as(by, addCandidate, form({ photoFileId, ...more }))
  if (status === 'needs-check' || status === 'verified')
    await t.db((tx) => run(tx, sql`update candidates.candidates set status = ${status} where id = ${id}`))
  return t.as(by, getCandidate, { id })
}

export const sheetFile = (titles: readonly string[], rows: readonly WrittenValue[][]): Promise<Buffer> =>
  buffer(writeSheet({ sheets: [{ name: '数据', columns: titles.map((title) => ({ title, text: true })), rows }] }))
export const zipOf = (files: readonly { path: string; content: Buffer }[]): Promise<Buffer> =>
  buffer(writeArchive(files))

/** Uploads a file and lets the engine check it. */
export async function checked(
  t: TestHouse,
  by: Principal,
  sheet: string,
  file: { name: string; bytes: Buffer },
  given: Record<string, string> = {},
) {
  const fileId = await upload(t, by, file.name, file.bytes, 'import')
  const { importId } = await t.as(by, startImport, { sheet, given, fileId })
  await t.settle()
  return { importId, state: await t.as(by, importState, { importId }) }
}
/** Every fault that the check found, page by page. */
export async function problems(t: TestHouse, by: Principal, importId: string) {
  const rows = []
  for (let after: string | undefined; ;) {
    const page = await t.as(by, importProblems, { importId, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    if (!page.next) return rows
    after = page.next
  }
}
/** Checks and imports what is good. */
export async function imported(
  t: TestHouse,
  by: Principal,
  sheet: string,
  file: { name: string; bytes: Buffer },
  given: Record<string, string> = {},
) {
  const { importId, state } = await checked(t, by, sheet, file, given)
  if (state.state !== 'checked') return { importId, state }
  await t.as(by, applyImport, { importId, goodOnly: true })
  await t.settle()
  return { importId, state: await t.as(by, importState, { importId }) }
}

const titles = candidateSheet.columns.map((c) => c.title)
const usual = {
  name: '李小九',
  namePinyin: 'LI XIAOJIU',
  idType: '身份证',
  gender: '',
  mobile: '13900000000',
  majorName: '新能源汽车技术',
  majorCode: '460702',
  majorVersion: '2021年版',
  eduLevel: '高职专科',
  enrollYear: '2020',
}
/** A sheet of 导入考生信息 with these rows; what a row does not say is right. */
export const candidateFile = async (rows: readonly Partial<Record<string, WrittenValue>>[]) => ({
  name: '考生.xlsx',
  bytes: await sheetFile(
    titles,
    rows.map((r) => {
      const line: Partial<Record<string, WrittenValue>> = { ...usual, idNo: freshNumber(), ...r }
      return candidateSheet.columns.map(({ field }) => line[field])
    }),
  ),
})

/** One number over every byte of the table: the same before and after means that nothing is different. */
export const digest = async (t: TestHouse): Promise<string> =>
  (
    await t.db((tx) =>
      one<{ digest: string }>(
        tx,
        sql`select coalesce(md5(string_agg(md5(c::text), '' order by c.id)), '') as digest from candidates.candidates c`,
      ),
    )
  ).digest
