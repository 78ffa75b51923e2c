import { expect, test } from 'vitest'
import { areasOf, belongsTo, citiesOf, fullNameOf, nameOf, provinces } from './regions.ts'

test('the edition is whole: 31 provinces, 342 cities, and every code has its parents', () => {
  const cities = provinces().flatMap((province) => citiesOf(province.code))
  const areas = cities.flatMap((city) => areasOf(city.code))
  expect([provinces().length, cities.length]).toEqual([31, 342])
  expect(areas.length).toBeGreaterThan(2900)
  for (const { code } of [...provinces(), ...cities, ...areas]) expect(code).toMatch(/^\d{6}$/)
})

test('names by code; an unknown code has none', () => {
  expect(nameOf('370000')).toBe('山东省')
  expect(nameOf('370200')).toBe('青岛市')
  expect(nameOf('37')).toBeUndefined()
  expect(nameOf('999999')).toBeUndefined()
})

test('municipalities have one city level', () => {
  expect(citiesOf('110000')).toEqual([{ code: '110100', name: '市辖区' }])
  expect(citiesOf('500000').map((city) => city.name)).toEqual(['市辖区', '县'])
  expect(areasOf('110100')[0]).toEqual({ code: '110101', name: '东城区' })
  expect(belongsTo('110100', '110000')).toBe(true)
})

test('cities of Shandong; no cities of what is no province', () => {
  expect(citiesOf('370000').map((city) => city.name)).toContain('烟台市')
  expect(citiesOf('370200')).toEqual([])
  expect(citiesOf('')).toEqual([])
  expect(areasOf('370000')).toEqual([])
  expect(areasOf('441900')).toEqual([])
})

test('a city belongs to its own province only, and nothing to itself or to the unknown', () => {
  expect(belongsTo('370200', '370000')).toBe(true)
  expect(belongsTo('370202', '370000')).toBe(true)
  expect(belongsTo('370202', '370200')).toBe(true)
  expect(belongsTo('370200', '320000')).toBe(false)
  expect(belongsTo('370302', '370200')).toBe(false)
  expect(belongsTo('370000', '370000')).toBe(false)
  expect(belongsTo('370000', '370200')).toBe(false)
  expect(belongsTo('379900', '370000')).toBe(false)
  expect(belongsTo('990100', '990000')).toBe(false)
})

test('full names leave out the levels that have no name', () => {
  expect(fullNameOf('370202')).toBe('山东省青岛市市南区')
  expect(fullNameOf('110101')).toBe('北京市东城区')
  expect(fullNameOf('419001')).toBe('河南省济源市')
  expect(fullNameOf('441900')).toBe('广东省东莞市')
  expect(fullNameOf('370000')).toBe('山东省')
  expect(fullNameOf('000000')).toBeUndefined()
})
