import { exportSheet, type ExportSheet } from '#kit/pure/sheet.ts'
import { groupings, type Grouping } from './model.ts'
import { statisticsReaders } from './operations.ts'

const sheetOf = (grouping: Grouping, perSchool: boolean): ExportSheet =>
  exportSheet({
    module: 'statistics',
    name: `${grouping}${perSchool ? 'PerSchool' : ''}`,
    title: `证书通过率统计（${groupings[grouping]}${perSchool ? '，分院校' : ''}）`,
    who: statisticsReaders,
    columns: [
      ...(grouping === 'level' ? [{ title: '证书等级', field: 'certLevel' }] : []),
      { title: '证书名称', field: 'certName', width: 32 },
      { title: '颁证机构', field: 'awardingBodyName', width: 24 },
      ...(perSchool ? [{ title: '所属院校', field: 'schoolName', width: 24 }] : []),
      { title: '报考人数', field: 'enrolled', number: true },
      { title: '参考人数', field: 'attended', number: true },
      { title: '通过人数', field: 'passed', number: true },
      { title: '通过率', field: 'rate' },
      { title: '发证人数', field: 'issued', number: true },
    ],
  })
/** X14: the columns of the open tab; with 所属院校 when it is grouped by school. */
export const passRateExports = {
  certificate: { whole: sheetOf('certificate', false), perSchool: sheetOf('certificate', true) },
  level: { whole: sheetOf('level', false), perSchool: sheetOf('level', true) },
} as const
