import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rows, sql } from '#kit/server/sql.ts'
import { writeArchive } from '#packages/archive/index.ts'
import { testHouse, type TestHouse } from '../../../../seeds/test-house.ts'
import { principals } from '../../../../seeds/test-world.ts'
import { adoptSuggestions, importProblems, undoImport } from '../index.ts'
import { failures, template } from '../server/index.ts'
import { pupils, pupilWorld } from './pupils.ts'
import { checked, imported, stateOf, textsOf } from './transferring.ts'

let t: TestHouse
let who: Awaited<ReturnType<typeof principals>>
beforeAll(async () => {
  t = await testHouse(pupilWorld, {}, [pupils])
  who = await principals(t.url)
})
afterAll(() => t.close())

const sheet = 'pupils.importPhotos'
const zip = (files: Record<string, string>) => buffer(writeArchive(Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text) }))))
const photos = (bytes: Buffer, how = imported) => how(t, who.sch, bytes, { sheet, given: {}, name: '照片.zip' })

test('批量导入学生照片 is an import like any other: one row per file, the failure file lists 文件名 and 失败原因 (spec 6.2)', async () => {
  const id = await photos(await zip({ '一班/a.jpg': 'JPGa', '__MACOSX/a.jpg': 'x', 'b.jpg': 'GIF', '二班/a.jpg': 'JPGb', 'c.jpg': `JPG${'x'.repeat(98)}`, 'd.jpg': 'JPGd' }))
  expect(await stateOf(t, who.sch, id)).toMatchObject({ state: 'applied', okCount: 2, failCount: 3, unknownColumns: [] })
  expect(await textsOf((await failures(t.house, who.sch, id)).bytes)).toEqual([
    ['文件名', '失败原因'],
    ['b.jpg', '照片格式不正确'],
    ['二班/a.jpg', '与第1个文件重名'],
    ['c.jpg', '照片超过限制'],
  ])
  const written = await t.db((tx) => rows<{ no: string }>(tx, sql`select no from pupils.writes order by no`))
  expect(written.map((w) => w.no)).toEqual(['a.jpg:JPGa', 'd.jpg:JPGd'])
  expect(await t.refused(who.sch, undoImport, { importId: id })).toMatchObject({ code: 'cannot-undo' })
})

test('whole zips are refused in words: no zip, no photos (spec 6.2)', async () => {
  const refusal = async (bytes: Buffer) => (await stateOf(t, who.sch, await photos(bytes, checked))).refusal?.says
  expect(await refusal(Buffer.from('no zip at all'))).toBe('请上传zip格式的压缩文件')
  expect(await refusal(await zip({ '.hidden': 'x' }))).toBe('压缩包中没有照片')
  expect(await refusal((await zip({ 'a.jpg': 'JPGa' })).subarray(0, 60))).toBe('压缩文件已损坏')
})

test('a file whose content is damaged refuses the zip, and nothing of it is kept', async () => {
  const bytes = await zip({ 'a.jpg': 'JPG'.repeat(30) })
  const at = bytes.indexOf('a.jpg') + 8
  bytes[at] = (bytes[at] as number) ^ 0xff
  expect(await stateOf(t, who.sch, await photos(bytes, checked))).toMatchObject({ state: 'refused', refusal: { says: '压缩文件已损坏' }, rowsTotal: 0 })
})

test('files of a zip have no cells to mend and no template', async () => {
  const id = await photos(await zip({ 'b.jpg': 'GIF' }), checked)
  expect((await t.as(who.sch, importProblems, { importId: id })).rows).toMatchObject([{ row: 1, faults: [{ title: '文件名', value: 'b.jpg' }] }])
  expect(await t.refused(who.sch, adoptSuggestions, { importId: id, fixes: [{ row: 1, field: 'fileName', value: 'a.jpg' }] })).toMatchObject({ code: 'nothing-to-fix' })
  await expect(template(t.house, who.sch, { sheet, given: {} })).rejects.toMatchObject({ status: 404 })
})
