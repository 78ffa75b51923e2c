import { exportSheet } from '#kit/pure/sheet.ts'
import { resultReaders } from './operations.ts'

/** X10 批量导出证书考核详情 (P-5.2.10-03). */
export const resultExport = exportSheet({
  module: 'results',
  name: 'results',
  title: '证书考核详情',
  who: resultReaders,
  columns: [
    { title: '考试计划', field: 'planName', width: 30 },
    { title: '考生姓名', field: 'name' },
    { title: '考生编号', field: 'candidateNo', width: 30 },
    { title: '身份证号', field: 'idNo', width: 22 },
    { title: '学生类型', field: 'kind' },
    { title: '所属院校', field: 'schoolName', width: 24 },
    { title: '报考证书', field: 'certName', width: 32 },
    { title: '证书等级', field: 'certLevel' },
    { title: '考核单位', field: 'awardingBodyName', width: 24 },
    { title: '通过条件', field: 'passCondition' },
    { title: '考核状态', field: 'status' },
  ],
})
