/** Digits 7–20 of a 考生编号 (spec 3.12, A09): year in Asia/Shanghai and Unix seconds of `now`. Region stands before, serial after. */
export function numberStamp(now: string): string {
  const at = Date.parse(now)
  const year = new Date(at + 8 * 3_600_000).getUTCFullYear()
  return `${year}${String(Math.floor(at / 1000)).padStart(10, '0')}`
}
/** The calendar day in Asia/Shanghai, yyyy-mm-dd. */
export const dayOf = (now: string): string => new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 10)
