import { expect, test } from 'vitest'
import { readDocument } from './document.ts'
import { judge, particularFields as f, type MajorFact, type Unjudged } from './particulars.ts'

const today = '2026-11-26'
const major: MajorFact = {
  id: 'm',
  code: '460702',
  versionName: '2021年版',
  name: '新能源汽车技术',
  eduLevel: '高职专科',
}
const good: Unjudged = {
  kind: 'student',
  name: '王小八',
  namePinyin: 'WANG XIAOBA',
  idType: '身份证',
  idNo: '11010119990909001X',
  gender: null,
  birthDate: null,
  mobile: '13800000000',
  major,
  eduLevel: '高职专科',
  enrollYear: 2020,
}
const valid = '110101199909090019'
const told = (u: Unjudged) => judge(u, today).problems.map((p) => `${p.field} ${p.why}`)
const says = (
  schema: { safeParse(v: unknown): { success: boolean; error?: { issues: { message: string }[] } } },
  v: unknown,
) => {
  const r = schema.safeParse(v)
  return r.success ? null : r.error?.issues[0]?.message
}

test('P-5.2.3-03 a 身份证号 gives gender and birth date; a small x, blanks and full-width digits are mended', () => {
  expect(readDocument('身份证', ' １１０１０１ 19990909 0019 ', today)).toEqual({
    ok: true,
    idNo: valid,
    gender: '男',
    birthDate: '1999-09-09',
    region: '110101',
  })
  expect(judge({ ...good, idNo: valid }, today).particulars).toMatchObject({
    idNo: valid,
    gender: '男',
    birthDate: '1999-09-09',
    region: '110101',
  })
})
test('P-5.2.3-03 P2-2.2-05 身份证号格式不正确 says exactly what is wrong', () => {
  const why = (idNo: string) => {
    const v = readDocument('身份证', idNo, today)
    return v.ok ? null : v.why
  }
  expect(why('110101199909090018')).toMatch(/^身份证号格式不正确：校验码应为 9/)
  expect(why('11010119990909001')).toMatch(/^身份证号格式不正确：身份证号应为 18 位，现为 17 位/)
  expect(why('110101199902300010')).toMatch(/^身份证号格式不正确：出生日期 1999-02-30 不存在/)
  expect(why('990101199909090010')).toMatch(/^身份证号格式不正确：地区码 99 不存在/)
  expect(why('')).toBe('请输入身份证号')
})
test('P-5.2.3-03 a birth date after today is refused by the day of the one clock', () => {
  const born = '110101202611260013'
  expect(readDocument('身份证', born, '2026-11-25').ok).toBe(false)
  const later = readDocument('身份证', born, '2026-11-26')
  expect(later.ok || later.why).not.toMatch(/晚于今天/)
})
test('P-5.2.3-03 other documents are judged by their form and need a typed gender', () => {
  expect(readDocument('护照', 'e12345678', today)).toMatchObject({ ok: true, idNo: 'E12345678', gender: null })
  expect(readDocument('港澳居民来往内地通行证', 'H1234567', today)).toMatchObject({
    ok: false,
    why: expect.stringMatching(/^证件号码格式不正确/),
  })
  expect(readDocument('台湾居民来往大陆通行证', '12345678', today).ok).toBe(true)
  expect(told({ ...good, idType: '护照', idNo: 'E12345678' })).toEqual(['gender 请选择性别'])
  expect(judge({ ...good, idType: '护照', idNo: 'E12345678', gender: '女' }, today).particulars).toMatchObject({
    gender: '女',
    region: null,
  })
})
test('P-5.2.3-03 a gender that contradicts the number is told', () => {
  expect(told({ ...good, idNo: valid, gender: '女' })).toEqual(['gender 性别与身份证号不一致：按身份证号应为男'])
})
test('P-5.2.3-04 majors: named but unknown, of another level, missing of 院校考生; 社会考生 may leave them empty (A32)', () => {
  expect(told({ ...good, idNo: valid, major: null })).toEqual(['major 专业代码与专业版本不存在'])
  expect(told({ ...good, idNo: valid, eduLevel: '中职' })).toEqual([
    'eduLevel 专业层次与专业不一致：新能源汽车技术为高职专科',
  ])
  const bare = { ...good, idNo: valid, major: undefined, eduLevel: null, enrollYear: null }
  expect(told(bare)).toEqual(['major 请选择就读专业', 'eduLevel 请选择专业层次', 'enrollYear 请输入入学年份'])
  expect(told({ ...bare, kind: 'external' })).toEqual([])
})
test('P-5.2.3-03 入学年份 between 1990 and the current year, both ends included', () => {
  const year = (enrollYear: number) => told({ ...good, idNo: valid, enrollYear })
  expect(year(1989)).toEqual(['enrollYear 入学年份应在1990至2026之间'])
  expect(year(1990)).toEqual([])
  expect(year(2026)).toEqual([])
  expect(year(2027)).toHaveLength(1)
})
test('P-5.2.3-03 P-0-11 each field has its message, blanks around it do not count', () => {
  expect(says(f.name, '　 ')).toBe('请输入姓名')
  expect(says(f.name, '王')).toMatch(/^姓名格式不正确/)
  expect(says(f.name, '王小８')).toBe('姓名格式不正确：不能有数字')
  expect(says(f.name, '阿依古丽·买买提')).toBeNull()
  expect(f.name.parse(' 王小八　')).toBe('王小八')
  expect(f.namePinyin.parse('wang  xiaoba ')).toBe('WANG XIAOBA')
  expect(says(f.namePinyin, '王小八')).toMatch(/^姓名拼音格式不正确/)
  expect(says(f.namePinyin, '')).toBe('请输入姓名拼音')
  expect(f.mobile.parse('+86 138-0000-0000')).toBe('13800000000')
  expect(says(f.mobile, '1380')).toBe('手机号格式不正确')
  expect(says(f.mobile, '')).toBe('请输入手机号')
  expect(f.enrollYear.parse('２０２０')).toBe(2020)
  expect(says(f.enrollYear, '二〇二〇')).toMatch(/^入学年份格式不正确/)
  expect(says(f.idType, '驾驶证')).toBe('请选择证件类型')
})
