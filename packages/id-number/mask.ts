/** P-0-03: a short text (passport, permit) shows at most a third of itself, so that the mask still hides it. */
function maskShort(text: string): string {
  const characters = Array.from(text)
  const shown = Math.floor(characters.length / 3)
  const head = Math.floor(shown / 2)
  return characters.slice(0, head).join('') + '*****' + characters.slice(characters.length - (shown - head)).join('')
}

/** 370682199901096532 → 370*****6532 (P-0-03). Numbers shorter than 15 show at most a third; an empty text stays empty. */
export function maskIdNumber(number: string): string {
  if (number === '') return ''
  return number.length < 15 ? maskShort(number) : `${number.slice(0, 3)}*****${number.slice(-4)}`
}

/** 379602200101962549 → 379602****962549, for the two exports that show more (P-0-03). Shorter ones as `maskIdNumber`. */
export function maskIdNumberLong(number: string): string {
  return number.length < 18 ? maskIdNumber(number) : `${number.slice(0, 6)}****${number.slice(-6)}`
}

/** 18512340926 → 185****0926 (P-0-03). Any other text shows at most a third; an empty text stays empty. */
export function maskMobile(mobile: string): string {
  if (mobile === '') return ''
  return mobile.length === 11 ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}` : maskShort(mobile)
}
