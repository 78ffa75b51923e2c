import { expect, test } from 'vitest'
import { checkCharacter, checkIdNumber } from './check.ts'

const today = '2026-11-22'

function withCheck(seventeen: string): string {
  return seventeen + checkCharacter(seventeen)
}

test('a right number gives birth date, gender and region; the manual’s example is one', () => {
  expect(checkIdNumber('370682199901096532', today)).toEqual({
    ok: true,
    number: '370682199901096532',
    birthDate: '1999-01-09',
    gender: '男',
    regionCode: '370682',
  })
  expect(checkIdNumber('11010519491231002X', today)).toMatchObject({ ok: true, gender: '女', birthDate: '1949-12-31' })
})

test('a birth date that does not exist is named with its positions', () => {
  expect(checkIdNumber(withCheck('37068220060230653'), today)).toEqual({
    ok: false,
    code: 'birth-date',
    reason: '出生日期 2006-02-30 不存在，请核对第 7–14 位',
    positions: [7, 14],
  })
  for (const date of ['19991301', '19990001', '19990100', '19990431', '19000229', '20230229']) {
    expect(checkIdNumber(withCheck(`370682${date}653`), today)).toMatchObject({ code: 'birth-date' })
  }
  expect(checkIdNumber(withCheck('37068220000229653'), today)).toMatchObject({ ok: true })
})

test('a birth date after the given day or before 1900 is refused, the day itself is not', () => {
  expect(checkIdNumber(withCheck('37068220261122653'), today)).toMatchObject({ ok: true })
  expect(checkIdNumber(withCheck('37068220261123653'), today)).toMatchObject({
    reason: '出生日期 2026-11-23 晚于今天（2026-11-22），请核对第 7–14 位',
  })
  expect(checkIdNumber(withCheck('37068218991231653'), today)).toMatchObject({
    reason: '出生日期 1899-12-31 早于 1900 年，请核对第 7–14 位',
  })
})

test('a wrong check character says which it should be, and every other last character fails', () => {
  expect(checkIdNumber('110105194912310021', today)).toEqual({
    ok: false,
    code: 'check-digit',
    reason: '校验码应为 X，请核对最后一位',
    positions: [18, 18],
  })
  for (const last of '013456789X') expect(checkIdNumber(`37068219990109653${last}`, today).ok).toBe(false)
})

test('two neighbouring digits changed places are found', () => {
  expect(checkIdNumber('370682199901096352', today)).toMatchObject({ code: 'check-digit' })
})

test('length, characters and region are refused with their positions', () => {
  expect(checkIdNumber('', today)).toMatchObject({ code: 'empty' })
  expect(checkIdNumber('　 \u200b', today)).toMatchObject({ code: 'empty' })
  expect(checkIdNumber('37068219990109653', today)).toMatchObject({ reason: '身份证号应为 18 位，现为 17 位' })
  expect(checkIdNumber('370682990109653', today)).toMatchObject({
    reason: expect.stringMatching(/15 位的旧身份证号已停用/),
  })
  expect(checkIdNumber('37O682199901096532', today)).toMatchObject({
    reason: '第 3 位“O”不对，应为数字，请核对',
    positions: [3, 3],
  })
  expect(checkIdNumber('37068219990109653A', today)).toMatchObject({
    reason: expect.stringMatching(/应为数字或 X/),
    positions: [18, 18],
  })
  expect(checkIdNumber('3706821999010965X2', today)).toMatchObject({ positions: [17, 17] })
  expect(checkIdNumber('𠮷70682199901096532', today)).toMatchObject({ code: 'characters', positions: [1, 1] })
  expect(checkIdNumber(withCheck('99068219990109653'), today)).toMatchObject({
    reason: '地区码 99 不存在，请核对第 1–2 位',
  })
  expect(checkIdNumber(withCheck('37960219990109653'), today)).toMatchObject({ ok: true })
})

test('a number that is only written oddly is refused with the one safe correction', () => {
  const right = '11010519491231002X'
  const odd: [string, RegExp][] = [
    ['11010519491231002x', /小写的 x/],
    ['110105 19491231 002X', /空格/],
    [' 11010519491231002X　', /空格/],
    ['１１０１０５１９４９１２３１００２Ｘ', /全角字符/],
    ['110105\u200b19491231002X\ufeff', /看不见的字符/],
    ['110105-19491231-002X', /横线/],
    ['110105 19491231００２x', /全角字符、空格、小写的 x/],
  ]
  for (const [text, fault] of odd) {
    expect(checkIdNumber(text, today)).toMatchObject({
      ok: false,
      code: 'form',
      reason: expect.stringMatching(fault),
      suggestion: right,
    })
  }
  const wrong = checkIdNumber('11010519491231003x', today)
  expect(wrong).toMatchObject({ code: 'check-digit' })
  expect(wrong).not.toHaveProperty('suggestion')
})
