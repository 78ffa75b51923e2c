const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** 统一社会信用代码 (GB 32100): 18 characters, the last a check character over the first 17. */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false
  const sum = weights.reduce((s, w, i) => s + w * letters.indexOf(code[i] as string), 0)
  return letters[(31 - (sum % 31)) % 31] === code[17]
}

/** An official reaches what lies below its region: two digits for a province, four for a city. */
export const isOutOfRegion = (p: { actor: string; region: string | null }, regionCode: string): boolean => {
  const digits = p.actor === 'province' ? 2 : 4
  return regionCode.slice(0, digits) !== p.region?.slice(0, digits)
}
