import { narrowLettersAndDigits, normaliseIdNumber, stripInvisible } from './normalise.ts'

/** What an identity number says of its holder. `birthDate` is yyyy-mm-dd, `regionCode` the first six digits. */
export interface IdNumber {
  ok: true
  number: string
  birthDate: string
  gender: '男' | '女'
  regionCode: string
}

/** `positions` counts from 1, both ends included. `suggestion` is a valid number that differs only in how it is written. */
export interface IdNumberProblem {
  ok: false
  code: 'empty' | 'form' | 'length' | 'characters' | 'region' | 'birth-date' | 'check-digit'
  reason: string
  positions?: [from: number, to: number]
  suggestion?: string
}

// GB/T 2260 provinces; 81–83 are residence permits of people from Hong Kong, Macao and Taiwan. Only the province is
// checked: counties were renumbered so often since 1984 that no list knows all codes that people still carry.
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The 18th character for 17 digits, by GB 11643 (ISO 7064 MOD 11-2). */
export function checkCharacter(seventeenDigits: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(seventeenDigits[at]), 0)
  return '10X98765432'[sum % 11] as string
}

function problem(
  code: IdNumberProblem['code'],
  reason: string,
  positions?: [from: number, to: number],
): IdNumberProblem {
  return positions ? { ok: false, code, reason, positions } : { ok: false, code, reason }
}

function wrongCharacter(number: string): IdNumberProblem | undefined {
  const at = Array.from(number).findIndex((character, index) => !(index === 17 ? /[\dX]/ : /\d/).test(character))
  if (at < 0) return undefined
  const found = Array.from(number)[at]
  const expected = at === 17 ? '应为数字或 X' : '应为数字'
  return problem('characters', `第 ${at + 1} 位“${found}”不对，${expected}，请核对`, [at + 1, at + 1])
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function wrongBirthDate(birthDate: string, today: string): IdNumberProblem | undefined {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number)
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  const wrong = !exists
    ? `出生日期 ${birthDate} 不存在`
    : year < 1900
      ? `出生日期 ${birthDate} 早于 1900 年`
      : birthDate > today
        ? `出生日期 ${birthDate} 晚于今天（${today}）`
        : undefined
  return wrong === undefined ? undefined : problem('birth-date', `${wrong}，请核对第 7–14 位`, [7, 14])
}

function checkPlain(number: string, today: string): IdNumber | IdNumberProblem {
  const length = Array.from(number).length
  if (length === 15 && /^\d+$/.test(number)) {
    return problem('length', '15 位的旧身份证号已停用，请填写 18 位身份证号')
  }
  if (length !== 18) return problem('length', `身份证号应为 18 位，现为 ${length} 位`)
  const wrong = wrongCharacter(number)
  if (wrong) return wrong
  if (!provinces.has(number.slice(0, 2))) {
    return problem('region', `地区码 ${number.slice(0, 2)} 不存在，请核对第 1–2 位`, [1, 2])
  }
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const wrongDate = wrongBirthDate(birthDate, today)
  if (wrongDate) return wrongDate
  const expected = checkCharacter(number)
  if (number[17] !== expected) return problem('check-digit', `校验码应为 ${expected}，请核对最后一位`, [18, 18])
  const gender = Number(number[16]) % 2 === 1 ? '男' : '女'
  return { ok: true, number, birthDate, gender, regionCode: number.slice(0, 6) }
}

/** Names what `normaliseIdNumber` mended, in the order a person would look for it. */
function formFaults(text: string): string {
  const visible = stripInvisible(text)
  const narrow = narrowLettersAndDigits(visible)
  const faults = [
    visible !== text ? '看不见的字符' : '',
    narrow !== visible ? '全角字符' : '',
    /[\s\u3000]/.test(narrow) ? '空格' : '',
    /[^\dA-Za-z\s\u3000]/.test(narrow) ? '横线' : '',
    narrow !== narrow.toUpperCase() ? '小写的 x' : '',
  ]
  return faults.filter(Boolean).join('、')
}

/**
 * Checks an 18-character 身份证号 exactly as it is written.
 *
 * `today` is yyyy-mm-dd in Asia/Shanghai; a birth date after it is refused. A number that would be right without its
 * blanks, dashes, full-width or invisible characters or with a capital X fails with code `form` and carries it as
 * `suggestion`: pass the text through `normaliseIdNumber` first to accept those silently. The reason never repeats the
 * whole number, so that it may be stored beside other findings.
 */
export function checkIdNumber(text: string, today: string): IdNumber | IdNumberProblem {
  const plain = normaliseIdNumber(text)
  if (plain === '') return problem('empty', '请输入身份证号')
  const verdict = checkPlain(plain, today)
  if (!verdict.ok || plain === text) return verdict
  return { ...problem('form', `身份证号中有${formFaults(text)}，应改为规范写法`), suggestion: plain }
}
