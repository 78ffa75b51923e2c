import type { CandidateCells } from '#candidates'
import { checkCharacter } from '#packages/id-number/index.ts'

/** A fault put into a row on purpose: the cell where it must be found and how its sentence begins. */
export interface PlantedFault {
  readonly row: number
  readonly kind: FaultKind
  readonly field: keyof CandidateCells
  readonly says: string
}
interface Planting {
  readonly field: keyof CandidateCells
  readonly says: string
  readonly change: (c: CandidateCells, before: CandidateCells | null) => Partial<CandidateCells>
  readonly isNumber?: boolean
}
const withCheck = (seventeen: string): string => seventeen + checkCharacter(seventeen)
const wrongLast = (idNo: string): string => idNo.slice(0, 17) + (idNo.endsWith('5') ? '6' : '5')
const otherGender = (idNo: string): string => (Number(idNo[16]) % 2 === 1 ? '女' : '男')
const badNumber = '身份证号格式不正确'

const plantings = {
  'name empty': { field: 'name', says: '请输入姓名', change: () => ({ name: '' }) },
  'name with a digit': { field: 'name', says: '姓名格式不正确', change: (c) => ({ name: `${c.name}2` }) },
  'name of one character': { field: 'name', says: '姓名格式不正确', change: (c) => ({ name: c.name.slice(0, 1) }) },
  'pinyin in Chinese': { field: 'namePinyin', says: '姓名拼音格式不正确', change: (c) => ({ namePinyin: c.name }) },
  'pinyin empty': { field: 'namePinyin', says: '请输入姓名拼音', change: () => ({ namePinyin: '' }) },
  'document type unknown': { field: 'idType', says: '证件类型', change: () => ({ idType: '驾驶证' }) },
  'number too short': { field: 'idNo', says: badNumber, change: (c) => ({ idNo: c.idNo.slice(0, 17) }) },
  'number of fifteen': {
    field: 'idNo',
    says: badNumber,
    change: (c) => ({ idNo: c.idNo.slice(0, 6) + c.idNo.slice(8, 17) }),
  },
  'check digit wrong': { field: 'idNo', says: badNumber, change: (c) => ({ idNo: wrongLast(c.idNo) }) },
  'birthday that does not exist': {
    field: 'idNo',
    says: badNumber,
    change: (c) => ({ idNo: withCheck(`${c.idNo.slice(0, 10)}0230${c.idNo.slice(14, 17)}`) }),
  },
  'born in the future': {
    field: 'idNo',
    says: badNumber,
    change: (c) => ({ idNo: withCheck(`${c.idNo.slice(0, 6)}20990101${c.idNo.slice(14, 17)}`) }),
  },
  'region unknown': {
    field: 'idNo',
    says: badNumber,
    change: (c) => ({ idNo: withCheck(`99${c.idNo.slice(2, 17)}`) }),
  },
  'number typed as a number': {
    field: 'idNo',
    says: '请将身份证号列设置为文本格式',
    change: (c) => ({ idNo: `${c.idNo.slice(0, 17)}0` }),
    isNumber: true,
  },
  'number twice in the file': {
    field: 'idNo',
    says: '文件内证件号码重复',
    change: (c, before) => ({ idNo: before?.idNo ?? wrongLast(c.idNo) }),
  },
  'gender against the number': {
    field: 'gender',
    says: '性别与身份证号不一致',
    change: (c) => ({ gender: otherGender(c.idNo) }),
  },
  'passport without gender': {
    field: 'gender',
    says: '请选择性别',
    change: (c) => ({ idType: '护照', idNo: `E${c.idNo.slice(6, 14)}${c.idNo.slice(14, 17)}`, gender: '' }),
  },
  'mobile too short': { field: 'mobile', says: '手机号格式不正确', change: (c) => ({ mobile: c.mobile.slice(0, 10) }) },
  'mobile empty': { field: 'mobile', says: '请输入手机号', change: () => ({ mobile: '' }) },
  'major code unknown': {
    field: 'majorCode',
    says: '专业代码与专业版本不存在',
    change: () => ({ majorCode: '999999' }),
  },
  'major version unknown': {
    field: 'majorCode',
    says: '专业代码与专业版本不存在',
    change: () => ({ majorVersion: '2015年版' }),
  },
  'major name of another': {
    field: 'majorName',
    says: '专业代码与专业名称不一致',
    change: () => ({ majorName: '数字媒体技术' }),
  },
  'major code empty': { field: 'majorCode', says: '请输入专业代码', change: () => ({ majorCode: '' }) },
  'level of another': {
    field: 'eduLevel',
    says: '专业层次与专业不一致',
    change: (c) => ({ eduLevel: c.eduLevel === '中职' ? '高职专科' : '中职' }),
  },
  'level unknown': { field: 'eduLevel', says: '专业层次', change: () => ({ eduLevel: '研究生' }) },
  'year too early': { field: 'enrollYear', says: '入学年份应在1990至', change: () => ({ enrollYear: '1980' }) },
  'year in words': { field: 'enrollYear', says: '入学年份格式不正确', change: () => ({ enrollYear: '二〇二〇' }) },
} as const satisfies Record<string, Planting>
export type FaultKind = keyof typeof plantings
export const faultKinds = Object.keys(plantings) as FaultKind[]

/** Puts the next kind of fault into a tidy row; kinds come in turn. `before` is an earlier good row, for the doubled number. */
export function plantFault(
  turn: number,
  row: number,
  cells: CandidateCells,
  before: CandidateCells | null,
): { cells: CandidateCells; numbers: ReadonlySet<keyof CandidateCells>; fault: PlantedFault } {
  const usable = before ? faultKinds : faultKinds.filter((k) => k !== 'number twice in the file')
  const kind = usable[turn % usable.length] as FaultKind
  const p: Planting = plantings[kind]
  return {
    cells: { ...cells, ...p.change(cells, before) },
    numbers: new Set(p.isNumber ? [p.field] : []),
    fault: { row, kind, field: p.field, says: p.says },
  }
}
