import { exportSheet } from '#kit/pure/sheet.ts'
import { by } from '#kit/pure/who.ts'

const who = [by('awarding-body', 'issuance.write', 'own')]
const columns = [
  { title: '考生编号', field: 'candidateNo', width: 30 }, { title: '考生姓名', field: 'name', width: 14 }, { title: '身份证号', field: 'idMasked', width: 22 }, { title: '学生类型', field: 'kind', width: 12 },
  { title: '所属院校', field: 'schoolName', width: 26 }, { title: '证书名称', field: 'certName', width: 36 }, { title: '证书等级', field: 'certLevel', width: 10 },
]
/** X12 and X13: exactly the rows that 确认生成 would make, and those it would not, with the reason. */
export const readyList = exportSheet({ module: 'issuance', name: 'ready', title: '可发证名单', who, columns: [...columns, { title: '考证结果', field: 'result', width: 12 }] })
export const blockedList = exportSheet({ module: 'issuance', name: 'blocked', title: '不可发证名单', who, columns: [...columns, { title: '不可发证原因', field: 'why', width: 30 }] })
