const local = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** 2021-09-18 08:00-09:00 in Asia/Shanghai, as papers and exports write a 考试时间; the day is not repeated. */
export function sittingTime(startsAt: string, endsAt: string): string {
  const [a, b] = [local(startsAt), local(endsAt)]
  return a.slice(0, 10) === b.slice(0, 10) ? `${a}-${b.slice(11)}` : `${a} 至 ${b}`
}
/** 2026-11-26 09:00 至 2026-11-28 18:00 */
export const minuteSpan = (from: string, to: string): string => `${local(from)} 至 ${local(to)}`
/** 20261126093005, for names of files. */
export const stampOf = (now: string): string => new Date(Date.parse(now) + 8 * 3_600_000).toISOString().slice(0, 19).replace(/\D/g, '')
