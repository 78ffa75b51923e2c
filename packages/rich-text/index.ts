import sanitize from 'sanitize-html'

const tags = ['p', 'br', 'div', 'b', 'strong', 'i', 'em', 'u', 's', 'ol', 'ul', 'li', 'h3', 'h4', 'blockquote']

/**
 * HTML of an editor made safe to show: a few tags of plain writing, no attribute, no script, no link. What is not allowed
 * loses its tag and keeps its text; script and style lose their text too.
 * @returns HTML; '' when nothing readable is left.
 */
export function sanitised(html: string): string {
  const clean = sanitize(html, { allowedTags: tags, allowedAttributes: {}, disallowedTagsMode: 'discard' }).trim()
  return plainText(clean) === '' ? '' : clean
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, dec: string, hex: string, name: string) => {
    if (name) return named[name.toLowerCase()] ?? whole
    const code = dec ? Number(dec) : Number.parseInt(hex, 16)
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })

/** What a reader sees of sanitised HTML: no tags, entities read, line breaks of the source dropped, trimmed. */
export const plainText = (html: string): string =>
  decoded(html.replace(/<[^>]*>/g, ''))
    .replace(/[\r\n]+/g, '')
    .replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')

/** Length as people count it: characters (code points), not bytes or UTF-16 units. */
export const plainLength = (html: string): number => Array.from(plainText(html)).length
