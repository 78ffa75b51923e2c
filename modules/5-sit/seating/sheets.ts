import { exportSheet } from '#kit/pure/sheet.ts'
import { seatingReaders } from './operations-arrange.ts'

const subject = [
  { title: '考试科目', field: 'subjectName', width: 16 },
  { title: '考试方式', field: 'mode' },
  { title: '考试时间', field: 'time', width: 26 },
] as const
const certificate = [
  { title: '考试证书', field: 'certName', width: 34 },
  { title: '证书等级', field: 'certLevel' },
] as const

/** X6 批量导出考场编排明细 (P-5.2.8.1-05): one row per subject and room; a subject without rooms has one row. */
export const arrangementExport = exportSheet({
  module: 'seating',
  name: 'arrangements',
  title: '考核站点编排',
  who: seatingReaders,
  columns: [
    { title: '考试计划', field: 'planName', width: 32 },
    ...certificate,
    ...subject,
    { title: '考核站点', field: 'siteName', width: 44 },
    { title: '考场名称', field: 'roomName', width: 20 },
    { title: '考场类型', field: 'roomType', width: 18 },
    { title: '考位数', field: 'seatCount', number: true },
    { title: '排考人数', field: 'seated', number: true },
    { title: '状态', field: 'status' },
  ],
})

/** X7 批量导出考场编排记录 (P-5.2.8.2-07, A25): one row per room and subject, people joined with “、”. */
export const placeExport = exportSheet({
  module: 'seating',
  name: 'places',
  title: '考场编排',
  who: seatingReaders,
  columns: [
    { title: '考试计划', field: 'planName', width: 32 },
    { title: '考场名称', field: 'roomName', width: 20 },
    { title: '所属院校', field: 'hostName', width: 24 },
    { title: '所在地区', field: 'regionName', width: 18 },
    { title: '考核站点', field: 'siteName', width: 44 },
    { title: '考核单位', field: 'awardingBodyName', width: 24 },
    ...certificate,
    ...subject,
    { title: '排考人数', field: 'seated', number: true },
    { title: '准考证姓名(编号)', field: 'sitters', width: 60 },
    { title: '监考人员姓名(编号)', field: 'watchers', width: 30 },
    { title: '监考人员所在区域(院校)', field: 'watcherPlaces', width: 40 },
  ],
})

/** X8 导出排考明细 (P-5.2.8.3-02). 证件号码 in clear for the awarding body's own exam system, masked for a school (P-0-03). */
export const seatExport = exportSheet({
  module: 'seating',
  name: 'seats',
  title: '排考明细',
  who: seatingReaders,
  columns: [
    { title: '考试计划', field: 'planName', width: 32 },
    { title: '考生姓名', field: 'name' },
    { title: '考生编号', field: 'candidateNo', width: 30 },
    { title: '证件号码', field: 'idNo', width: 22 },
    { title: '所属院校', field: 'schoolName', width: 24 },
    { title: '报考证书', field: 'certName', width: 34 },
    { title: '证书等级', field: 'certLevel' },
    ...subject,
    { title: '考核站点', field: 'siteName', width: 44 },
    { title: '考点地址', field: 'siteAddress', width: 26 },
    { title: '考场名称', field: 'roomName', width: 20 },
    { title: '座位号', field: 'seatNo' },
    { title: '准考证号', field: 'ticketNo', width: 30 },
    { title: '报考状态', field: 'status' },
  ],
})
