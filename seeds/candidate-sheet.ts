import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import { candidateSheet, type CandidateCells } from '#candidates'
import { checkCharacter } from '#packages/id-number/index.ts'
import { writeSheet, type WrittenValue } from '#packages/sheet-file/index.ts'
import { plantFault, type PlantedFault } from './candidate-faults.ts'

/**
 * 导入考生信息 sheets of any size for stories and benches: realistic names, valid and distinct 身份证号, a share of faults of every
 * kind. The same plan gives the same sheet. `node seeds/candidate-sheet.ts 10000 0.03 out.xlsx` writes one.
 */
export interface SheetPlan {
  readonly count: number
  /** Part of the rows that get a fault, 0…1. */
  readonly faulty?: number
  /** Part of the rows written as clerks write them (blanks, full-width digits, a small x) and still right. */
  readonly untidy?: number
  /** Number of the first person; two plans whose numbers do not meet name different people. */
  readonly from?: number
  readonly majors?: readonly MajorName[]
}
export interface MajorName {
  readonly code: string
  readonly version: string
  readonly name: string
  readonly level: string
}
export interface MadeRow {
  /** As Excel counts: the header is row 1. */
  readonly row: number
  readonly cells: CandidateCells
  /** Cells that are typed as numbers. */
  readonly numbers: ReadonlySet<keyof CandidateCells>
  readonly fault: PlantedFault | null
}

// Pinyin stands beside each character, so that a million names need no dictionary.
const surnames =
  '王 WANG 李 LI 张 ZHANG 刘 LIU 陈 CHEN 杨 YANG 赵 ZHAO 黄 HUANG 周 ZHOU 吴 WU 徐 XU 孙 SUN 胡 HU 朱 ZHU 高 GAO 林 LIN 何 HE 郭 GUO 马 MA 罗 LUO 梁 LIANG 宋 SONG 郑 ZHENG 谢 XIE 韩 HAN 唐 TANG 冯 FENG 于 YU 董 DONG 萧 XIAO 程 CHENG 曹 CAO 袁 YUAN 邓 DENG 许 XU 傅 FU 沈 SHEN 曾 ZENG 彭 PENG 吕 LYU 单 SHAN 欧阳 OUYANG 上官 SHANGGUAN'.split(
    ' ',
  )
const given =
  '伟 WEI 芳 FANG 娜 NA 敏 MIN 静 JING 丽 LI 强 QIANG 磊 LEI 军 JUN 洋 YANG 勇 YONG 艳 YAN 杰 JIE 娟 JUAN 涛 TAO 明 MING 超 CHAO 霞 XIA 平 PING 刚 GANG 桂 GUI 英 YING 华 HUA 建 JIAN 文 WEN 玉 YU 兰 LAN 红 HONG 宇 YU 浩 HAO 轩 XUAN 梓 ZI 涵 HAN 欣 XIN 怡 YI 晨 CHEN 思 SI 雨 YU 佳 JIA 琪 QI 子 ZI 豪 HAO 俊 JUN 凯 KAI 婷 TING 雪 XUE 梅 MEI 莹 YING 鑫 XIN 鹏 PENG 飞 FEI 博 BO 瑞 RUI 志 ZHI 国 GUO'.split(
    ' ',
  )
const regions =
  '110101 110108 120101 130102 130684 140105 150102 210102 210203 220102 230103 310101 310115 320102 320505 330106 330203 340104 350203 360102 370102 370682 370203 410102 410305 420106 420583 430102 430381 440106 440305 450102 460105 500103 510104 510703 520102 530102 610113 610402 620102 630102 640104 650102'.split(
    ' ',
  )
const usualMajors: readonly MajorName[] = [
  { code: '460702', version: '2021年版', name: '新能源汽车技术', level: '高职专科' },
  { code: '500211', version: '2021年版', name: '汽车检测与维修技术', level: '高职专科' },
  { code: '510107', version: '2021年版', name: '汽车智能技术', level: '高职专科' },
  { code: '630302', version: '2021年版', name: '会计', level: '高职专科' },
]
const firstBirthday = Date.UTC(1996, 0, 1)
const birthdays = 4380
const orders = 998
const people = regions.length * birthdays * orders

/** A repeatable number 0…1 for person `n` and purpose `salt` (mulberry32). */
function chance(n: number, salt: number): number {
  let t = (n * 0x9e3779b1 + salt * 0x85ebca6b) >>> 0
  t = Math.imul(t ^ (t >>> 15), t | 1)
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const pick = <T>(list: readonly T[], n: number, salt: number): T => list[Math.floor(chance(n, salt) * list.length)] as T
/** Which of the pairs “character, pinyin” in a flat list. */
const pair = (list: readonly string[], n: number, salt: number): readonly [string, string] => {
  const at = Math.floor(chance(n, salt) * (list.length / 2)) * 2
  return [list[at] as string, list[at + 1] as string]
}

/** The valid 身份证号 of person `n`; no two below a hundred million are the same. */
export function idNumberOf(n: number): string {
  // A stride that shares no factor with the number of places visits each once.
  const place = (n * 104_729 + 7) % people
  const region = regions[place % regions.length] as string
  const rest = Math.floor(place / regions.length)
  const birthday = new Date(firstBirthday + (rest % birthdays) * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .replaceAll('-', '')
  const seventeen = `${region}${birthday}${String(Math.floor(rest / birthdays) + 1).padStart(3, '0')}`
  return seventeen + checkCharacter(seventeen)
}

function tidyCells(n: number, majors: readonly MajorName[]): CandidateCells {
  const [surname, surnamePinyin] = pair(surnames, n, 1)
  const [first, firstPinyin] = pair(given, n, 2)
  const [second, secondPinyin] = chance(n, 3) < 0.72 ? pair(given, n, 4) : ['', '']
  const major = pick(majors, n, 5)
  return {
    name: surname + first + second,
    namePinyin: `${surnamePinyin} ${firstPinyin}${secondPinyin}`,
    idType: '身份证',
    idNo: idNumberOf(n),
    gender: '',
    mobile: `1${pick(['38', '39', '50', '58', '77', '86', '99'], n, 6)}${String(Math.floor(chance(n, 7) * 100_000_000)).padStart(8, '0')}`,
    majorName: major.name,
    majorCode: major.code,
    majorVersion: major.version,
    eduLevel: major.level,
    enrollYear: String(2019 + Math.floor(chance(n, 8) * 6)),
  }
}
const wide = (digits: string): string => digits.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0))
const habits: readonly ((c: CandidateCells) => CandidateCells)[] = [
  (c) => ({ ...c, idNo: c.idNo.toLowerCase(), name: ` ${c.name}　` }),
  (c) => ({ ...c, idNo: `${c.idNo.slice(0, 6)} ${c.idNo.slice(6, 14)} ${c.idNo.slice(14)}` }),
  (c) => ({ ...c, idNo: wide(c.idNo), enrollYear: wide(c.enrollYear) }),
  (c) => ({
    ...c,
    mobile: `+86 ${c.mobile.slice(0, 3)}-${c.mobile.slice(3, 7)}-${c.mobile.slice(7)}`,
    namePinyin: c.namePinyin.toLowerCase(),
  }),
]

/** The rows of a plan, one after the other. */
export function* candidateRows(plan: SheetPlan): Generator<MadeRow> {
  const { count, faulty = 0, untidy = 0, from = 0, majors = usualMajors } = plan
  let planted = 0
  let before: CandidateCells | null = null
  for (let i = 0; i < count; i++) {
    const n = from + i
    const row = i + 2
    const cells = tidyCells(n, majors)
    if (chance(n, 9) < faulty) {
      const made = plantFault(planted, row, cells, before)
      planted++
      yield { row, ...made }
      continue
    }
    before = cells
    const isUntidy = chance(n, 10) < untidy
    yield {
      row,
      cells: isUntidy ? pick(habits, n, 11)(cells) : cells,
      numbers: new Set(isUntidy && chance(n, 12) < 0.3 ? ['enrollYear'] : []),
      fault: null,
    }
  }
}

/** The plan as an .xlsx stream; `faults` is whole when the stream has ended. */
export function candidateWorkbook(plan: SheetPlan): { stream: Readable; faults: PlantedFault[] } {
  const faults: PlantedFault[] = []
  const { columns } = candidateSheet
  function* written(): Generator<WrittenValue[]> {
    for (const made of candidateRows(plan)) {
      if (made.fault) faults.push(made.fault)
      yield columns.map(({ field }) =>
        made.numbers.has(field) ? Number(made.cells[field].normalize('NFKC')) : made.cells[field],
      )
    }
  }
  const stream = writeSheet({
    sheets: [
      { name: '考生信息', columns: columns.map((c) => ({ title: c.title, width: c.width ?? 12 })), rows: written() },
    ],
  })
  return { stream, faults }
}

if (import.meta.main) {
  const [count = '1000', faulty = '0', out = 'candidates.xlsx'] = process.argv.slice(2)
  const { stream, faults } = candidateWorkbook({ count: Number(count), faulty: Number(faulty), untidy: 0.05 })
  await pipeline(stream, createWriteStream(out))
  console.log(`${out}：${count}行，其中${faults.length}行有问题`)
}
