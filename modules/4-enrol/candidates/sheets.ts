import type { z } from 'zod'
import { by } from '#kit/pure/who.ts'
import { exportSheet, sheet, type CellVerdict, type Column } from '#kit/pure/sheet.ts'
import { normaliseIdNumber, normaliseText } from '#packages/id-number/index.ts'
import { eduLevels, genders, idTypes } from './model.ts'
import { addCandidate, editCandidate } from './operations.ts'
import { particularFields as f } from './particulars.ts'

const reading =
  (schema: z.ZodType) =>
  (text: string): CellVerdict => {
    const read = schema.safeParse(text)
    return read.success
      ? { ok: true, value: String(read.data) }
      : { ok: false, why: read.error.issues[0]?.message ?? '填写内容有误' }
  }
const tidy =
  (clean: (text: string) => string) =>
  (text: string): CellVerdict => ({ ok: true, value: clean(text) })

/** The columns of 导入考生信息模板 in the order of spec 6.1 I1; the last five are required of 院校考生 only. */
const particularColumns = [
  {
    title: '姓名',
    field: 'name',
    required: true,
    example: '王小八',
    also: ['考生姓名', '学生姓名'],
    read: reading(f.name),
  },
  {
    title: '姓名拼音',
    field: 'namePinyin',
    required: true,
    example: 'WANG XIAOBA',
    note: '大写，姓与名之间空一格',
    read: reading(f.namePinyin),
    width: 22,
  },
  {
    title: '证件类型',
    field: 'idType',
    required: true,
    example: '身份证',
    list: idTypes,
    read: tidy(normaliseText),
    width: 16,
  },
  {
    title: '身份证号',
    field: 'idNo',
    required: true,
    example: '370682199901096532',
    also: ['证件号码', '身份证号码'],
    note: '请将整列设置为文本格式；证件类型不是身份证时填写该证件的号码',
    read: tidy(normaliseIdNumber),
    width: 24,
  },
  {
    title: '性别',
    field: 'gender',
    example: '',
    list: genders,
    note: '证件类型不是身份证时必填；是身份证时由号码得出，可不填',
    read: tidy(normaliseText),
  },
  {
    title: '手机号',
    field: 'mobile',
    required: true,
    kind: 'loose',
    example: '13800000000',
    also: ['手机号码', '联系电话'],
    read: reading(f.mobile),
    width: 16,
  },
  {
    title: '就读专业',
    field: 'majorName',
    example: '新能源汽车技术',
    also: ['专业名称'],
    note: '院校考生必填，与专业目录一致',
    read: tidy(normaliseText),
    width: 22,
  },
  {
    title: '专业代码',
    field: 'majorCode',
    kind: 'loose',
    example: '460702',
    note: '院校考生必填',
    read: tidy(normaliseText),
  },
  {
    title: '专业版本',
    field: 'majorVersion',
    kind: 'loose',
    example: '2021年版',
    note: '院校考生必填',
    read: tidy(normaliseText),
  },
  {
    title: '专业层次',
    field: 'eduLevel',
    example: '高职专科',
    list: eduLevels,
    note: '院校考生必填，与专业一致',
    read: tidy(normaliseText),
  },
  {
    title: '入学年份',
    field: 'enrollYear',
    kind: 'loose',
    example: '2020',
    note: '院校考生必填，4位数字',
    read: reading(f.enrollYear),
  },
] as const satisfies readonly Column[]

/** I1 导入考生信息模板 (P-5.2.3-04 = P2-2.2-05). The kind is the open tab. */
export const candidateSheet = sheet({
  module: 'candidates',
  name: 'candidates',
  title: '导入考生信息模板',
  row: addCandidate,
  given: ['kind'],
  columns: particularColumns,
  key: ['idNo', 'idType'],
  twice: '文件内证件号码重复（与第{row}行）',
  notes: [
    '每人一行；导入成功后考生为无照片状态，再批量导入学生照片。',
    '专业代码与专业版本都相同才是同一个专业。',
    '社会考生的就读专业、专业代码、专业版本、专业层次、入学年份可不填。',
  ],
  undo: true,
})

type Particular = (typeof particularColumns)[number]['field']
/** I3 批量修改考生信息模板 (P-5.2.3-08): what stays empty stays as it is, so nothing but the key is required. */
export const correctionSheet = sheet<'candidateNo' | Particular>({
  module: 'candidates',
  name: 'corrections',
  title: '批量修改考生信息模板',
  row: editCandidate,
  given: [],
  columns: [
    {
      title: '考生编号',
      field: 'candidateNo',
      required: true,
      example: '37068220211631844006551288',
      read: tidy(normaliseText),
      width: 32,
    },
    ...particularColumns.map((c): Column<Particular> => ({ ...c, required: false })),
  ],
  key: ['candidateNo'],
  twice: '文件内考生编号重复（与第{row}行）',
  notes: [
    '批量导出考生信息，改好后在此导入。',
    '空的单元格表示不修改。',
    '信息准确的考生不可修改姓名、身份证号、证件类型。',
  ],
  undo: false,
})

/** Spec 6.2, in the manual's words; shown in the dialog of 批量导入学生照片. */
export const photoNotes = [
  '请先将学生的标准小1寸照片命名为“身份证.jpg”，即证件号码.jpg，例如370682199901096532.jpg，再压缩打包成“.zip”格式的压缩文件后进行批量导入。',
  '1、照片格式：jpg、png',
  '2、照片大小：5M以内',
  '3、照片像素：295*413',
  '4、照片尺寸：2.7cm x 3.8cm（宽*长），标准小一寸照片，个别小一寸照片有尺寸的稍微差别，这个可以忽略，只要是小一寸照片即可。',
  '5、照片底色：红色',
] as const
/** The file's name without its ending is the 证件号码 (A11). */
function idNoOf(fileName: string): CellVerdict {
  const [, stem] = /^(.+)\.(?:jpe?g|png)$/i.exec(fileName) ?? []
  return stem ? { ok: true, value: normaliseIdNumber(stem) } : { ok: false, why: '照片格式不正确：应为jpg或png' }
}
/** I2 照片压缩包 (P-5.2.3-05 = P2-2.2-06): one file is one row. */
export const photoSheet = sheet({
  module: 'candidates',
  name: 'photos',
  title: '批量导入学生照片',
  row: editCandidate,
  given: ['kind'],
  source: 'archive',
  empty: '压缩包中没有照片',
  columns: [
    { title: '文件名', field: 'idNo', required: true, example: '370682199901096532.jpg', read: idNoOf, width: 40 },
  ],
  key: ['idNo'],
  twice: '压缩包内同一考生有多张照片（与第{row}个）',
  notes: photoNotes,
  undo: false,
})

/** X2 批量导出考生信息: its first columns equal I3, so that it can be corrected and imported (P-5.2.3-07, -08). */
export const candidateExport = exportSheet({
  module: 'candidates',
  name: 'candidates',
  title: '考生管理',
  who: [by('school', 'candidates.read', 'own')],
  columns: [
    ...correctionSheet.columns.map(({ title, field, width }) => ({ title, field, ...(width ? { width } : {}) })),
    { title: '考生类型', field: 'kind' },
    { title: '信息状态', field: 'status' },
    { title: '已报考证书', field: 'enrolledCount', number: true },
  ],
})
