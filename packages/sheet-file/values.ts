/** 0.30000000000000004 → 0.3, 1e21 → 1000000000000000000000: what Excel keeps of a number, without exponent. */
export function numberText(value: number): string {
  const kept = Number(value.toPrecision(15))
  const text = String(kept)
  if (!text.includes('e')) return text
  return kept.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
}

const dayMilliseconds = 86_400_000

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/**
 * A date as Excel counts it: days since 1899-12-30 (or 1904-01-01), the fraction is the time of day. Times are rounded
 * to seconds; a number below 1 is a time alone. Excel believes in 1900-02-29 (60), and so it is said here.
 * Undefined when it is no date: negative, or after the year 9999.
 */
export function dateText(serial: number, since1904: boolean): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) return undefined
  const seconds = Math.round(serial * 86_400)
  const days = Math.floor(seconds / 86_400)
  const rest = seconds % 86_400
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}`
  const time = rest % 60 === 0 ? clock : `${clock}:${two(rest % 60)}`
  if (days === 0 && !since1904) return time
  if (days === 60 && !since1904) return rest === 0 ? '1900-02-29' : `1900-02-29 ${time}`
  const epoch = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(epoch + days * dayMilliseconds).toISOString().slice(0, 10)
  return rest === 0 ? date : `${date} ${time}`
}

/** 2020-12-20T13:30:00.000 → 2020-12-20 13:30, in the form of `dateText`; other texts unchanged. */
export function isoDateText(iso: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d))?)?/.exec(iso)
  if (!found) return iso
  const [, date = '', clock, seconds] = found
  const time = clock === undefined ? '' : seconds === undefined || seconds === '00' ? clock : `${clock}:${seconds}`
  return time === '' || time === '00:00' ? date : `${date} ${time}`
}

// Numbers of built-in formats that show dates or times, with the Chinese ones (27–36, 50–58).
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/** True when a number format shows a date or a time. `code` is its text, if the file defines one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id)
  // Literal texts, escaped characters, fillers and [colours, conditions, locales] say nothing; [h] [m] [s] are durations.
  const bare = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '')
  return /[ymdhs]/i.test(bare)
}

/** Text in a workbook: _x000D_ stands for a character that XML cannot hold. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
