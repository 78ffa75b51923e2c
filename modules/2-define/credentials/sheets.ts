import { sheet } from '#kit/pure/sheet.ts'
import { eduLevels } from './model.ts'
import { addMajor } from './operations-majors.ts'

/** 专业目录导入模板 (P-4.1-08). A code typed as a number loses its leading zero and is then told, not guessed. */
export const majorSheet = sheet({
  module: 'credentials',
  name: 'majors',
  title: '专业目录导入模板',
  row: addMajor,
  given: [],
  columns: [
    {
      title: '专业代码',
      field: 'code',
      required: true,
      kind: 'loose',
      example: '460702',
      note: '6位数字；以0开头的请设置为文本格式',
      read: (cell) => (/^\d{6}$/.test(cell) ? { ok: true, value: cell } : { ok: false, why: '专业代码应为6位数字' }),
    },
    { title: '专业版本', field: 'versionName', required: true, kind: 'loose', example: '2021年版', note: '不超过20字' },
    {
      title: '专业名称',
      field: 'name',
      required: true,
      kind: 'text',
      example: '新能源汽车技术',
      note: '不超过100字',
      width: 28,
    },
    { title: '专业层次', field: 'eduLevel', required: true, kind: 'text', example: '高职专科', list: eduLevels },
  ],
  key: ['code', 'versionName'],
  twice: '文件中专业代码与专业版本重复',
  notes: ['专业代码和专业版本都相同才是同一个专业。'],
  undo: true,
})
