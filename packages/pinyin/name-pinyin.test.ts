import { expect, test } from 'vitest'
import { namePinyin } from './name-pinyin.ts'

test('the family name stands apart, in capital letters', () => {
  expect(namePinyin('王小八')).toEqual({ text: 'WANG XIAOBA', unread: [] })
  expect(namePinyin(' 李伟 ')).toEqual({ text: 'LI WEI', unread: [] })
  expect(namePinyin('')).toEqual({ text: '', unread: [] })
})

test('surnames have their own readings', () => {
  const readings = {
    曾小贤: 'ZENG',
    单雄信: 'SHAN',
    仇和: 'QIU',
    解缙: 'XIE',
    朴树: 'PIAO',
    乐嘉: 'YUE',
    查良镛: 'ZHA',
  }
  for (const [name, surname] of Object.entries(readings)) expect(namePinyin(name).text.split(' ')[0]).toBe(surname)
})

test('surnames of two characters are written together', () => {
  expect(namePinyin('欧阳修').text).toBe('OUYANG XIU')
  expect(namePinyin('万俟卨').text).toBe('MOQI XIE')
  expect(namePinyin('长孙无忌').text).toBe('ZHANGSUN WUJI')
  expect(namePinyin('司马').text).toBe('SI MA')
})

test('ü becomes YU', () => {
  expect(namePinyin('吕布').text).toBe('LYU BU')
})

test('parts of a name joined by a dot stay apart', () => {
  expect(namePinyin('阿依古丽·买买提').text).toBe('AYIGULI MAIMAITI')
})

test('rare characters are read, unknown ones are named and left out', () => {
  expect(namePinyin('张𬍡')).toEqual({ text: 'ZHANG DANG', unread: [] })
  expect(namePinyin('王\u{E000}伟')).toEqual({ text: 'WANG WEI', unread: ['\u{E000}'] })
})
