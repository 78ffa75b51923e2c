/** Instants come as ISO text in UTC; people here read Asia/Shanghai, which has had +08:00 without summer time since 1991. */
const local = (iso: string): string => new Date(Date.parse(iso) + 8 * 3_600_000).toISOString()

/** 2026-11-22; an absent time shows as absent, never as 1970. */
export const day = (iso: string | null | undefined): string =>
  iso ? (iso.length === 10 ? iso : local(iso).slice(0, 10)) : '—'
/** 2026-11-22 14:30 */
export const minute = (iso: string | null | undefined): string =>
  iso ? local(iso).slice(0, 16).replace('T', ' ') : '—'
/** 11-22 14:30, for lists; the year stands in the title. */
export const shortMinute = (iso: string | null | undefined): string => minute(iso).replace(/^\d{4}-/, '')
/** 2026-11-22 14:30 至 2026-11-28 17:00; the day is not repeated. */
export function span(start: string | null | undefined, end: string | null | undefined): string {
  const [a, b] = [minute(start), minute(end)]
  return a !== '—' && a.slice(0, 10) === b.slice(0, 10) ? `${a} 至 ${b.slice(11)}` : `${a} 至 ${b}`
}
/** How long until an instant, for the line of context: 还有 6 天 / 还有 3 小时 / 已截止. */
export function left(end: string, now: string): string {
  const minutes = Math.floor((Date.parse(end) - Date.parse(now)) / 60_000)
  if (minutes < 0) return '已截止'
  if (minutes < 60) return `还有 ${minutes} 分钟`
  if (minutes < 48 * 60) return `还有 ${Math.floor(minutes / 60)} 小时`
  return `还有 ${Math.floor(minutes / 1440)} 天`
}
