import { exportSheet } from '#kit/pure/sheet.ts'
import { paymentReaders } from './operations.ts'

/** X5 批量导出缴费申请单 (P-5.2.7-06). */
export const paymentExport = exportSheet({
  module: 'fees',
  name: 'payments',
  title: '缴费管理',
  who: paymentReaders,
  columns: [
    { title: '缴费单号', field: 'number', width: 20 },
    { title: '考试计划', field: 'planName', width: 30 },
    { title: '考核证书', field: 'certName', width: 32 },
    { title: '证书等级', field: 'certLevel' },
    { title: '颁证机构', field: 'awardingBodyName', width: 20 },
    { title: '报考方式', field: 'mode' },
    { title: '人数', field: 'headcount', number: true },
    { title: '费用标准', field: 'unitFee', number: true },
    { title: '总费用', field: 'totalFee', number: true },
    { title: '状态', field: 'status' },
    { title: '生成时间', field: 'createdAt', width: 20 },
    { title: '确认时间', field: 'confirmedAt', width: 20 },
  ],
})
