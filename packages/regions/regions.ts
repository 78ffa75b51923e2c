import divisions from './divisions.json' with { type: 'json' }

/** A province, city or area by its six-digit code of GB/T 2260: 370000, 370200, 370202. */
export interface Region {
  code: string
  name: string
}

// One string for each province, "370000山东省 370100济南市 …", written by generate.ts.
const names = new Map(
  divisions.flatMap((province) => province.split(' ').map((entry) => [entry.slice(0, 6), entry.slice(6)] as const)),
)

function regions(wanted: (code: string) => boolean): Region[] {
  return [...names].filter(([code]) => wanted(code)).map(([code, name]) => ({ code, name }))
}

function provinceOf(code: string): string {
  return `${code.slice(0, 2)}0000`
}

function cityOf(code: string): string {
  return `${code.slice(0, 4)}00`
}

function levelOf(code: string): 'province' | 'city' | 'area' {
  return code === provinceOf(code) ? 'province' : code === cityOf(code) ? 'city' : 'area'
}

/** The name of a province, city or area (110100 → 市辖区); undefined for a code that is not in this edition. */
export function nameOf(code: string): string | undefined {
  return names.get(code)
}

/** 山东省青岛市市南区 for 370202. Levels without a name of their own (市辖区, 县, 省直辖…) are left out: 北京市东城区. */
export function fullNameOf(code: string): string | undefined {
  if (!names.has(code)) return undefined
  const path = [...new Set([provinceOf(code), cityOf(code), code])]
  return path
    .map((step) => names.get(step) ?? '')
    .filter((name) => !/^(?:市辖区|县|(?:省|自治区)直辖县级行政区划)$/.test(name))
    .join('')
}

/** The 31 provinces, autonomous regions and municipalities of the mainland, in the order of their codes. */
export function provinces(): Region[] {
  return regions((code) => levelOf(code) === 'province')
}

/** The cities of a province; 北京市 (110000) has one, 市辖区 (110100). Empty for a code that is no province. */
export function citiesOf(province: string): Region[] {
  return regions((code) => levelOf(code) === 'city' && provinceOf(code) === province)
}

/** Districts and counties of a city; empty for a code that is no city, and for the few cities without any (东莞市). */
export function areasOf(city: string): Region[] {
  return regions((code) => levelOf(code) === 'area' && cityOf(code) === city)
}

/** True when both codes are known and the first lies inside the second: a city or area in a province, an area in a city. */
export function belongsTo(code: string, within: string): boolean {
  if (code === within || !names.has(code) || !names.has(within)) return false
  const level = levelOf(within)
  return level === 'province' ? provinceOf(code) === within : level === 'city' && cityOf(code) === within
}
