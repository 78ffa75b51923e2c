/** A piece of 考试须知 as a paper sets it: a paragraph, or an item of a list with its mark. */
export interface NoticeBlock {
  readonly kind: 'paragraph' | 'heading' | 'item'
  /** `1.` of an ordered list, `•` of another; empty outside lists. */
  readonly mark: string
  /** Depth in lists, 1 = outermost; 0 outside. */
  readonly depth: number
  readonly runs: readonly { readonly text: string; readonly bold: boolean }[]
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, dec: string, hex: string, name: string) => {
    if (name) return entities[name.toLowerCase()] ?? whole
    const code = dec ? Number(dec) : Number.parseInt(hex, 16)
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })

interface List {
  readonly isOrdered: boolean
  count: number
}
/** Reads the sanitised HTML of a plan's 考试须知 (a few tags without attributes, packages/rich-text). Unknown tags keep their text. */
export function noticeBlocks(html: string): NoticeBlock[] {
  const blocks: NoticeBlock[] = []
  const lists: List[] = []
  let runs: { text: string; bold: boolean }[] = []
  let bold = 0
  let kind: NoticeBlock['kind'] = 'paragraph'
  let mark = ''
  const close = (): void => {
    if (runs.some((r) => r.text.trim() !== '')) blocks.push({ kind, mark, depth: kind === 'item' ? lists.length : 0, runs })
    runs = []
    kind = lists.length ? 'item' : 'paragraph'
    mark = ''
  }
  for (const [, isEnd, name, text] of html.matchAll(/<(\/?)([a-z]+\d?)[^>]*>|([^<]+)/gi)) {
    const tag = name?.toLowerCase()
    if (text !== undefined) {
      const shown = decoded(text.replace(/[ \t\r\n]+/g, ' '))
      if (shown) runs.push({ text: shown, bold: bold > 0 })
    } else if (tag === 'b' || tag === 'strong') bold += isEnd ? -1 : 1
    else if (tag === 'ol' || tag === 'ul') {
      close()
      if (isEnd) lists.pop()
      else lists.push({ isOrdered: tag === 'ol', count: 0 })
      kind = lists.length ? 'item' : 'paragraph'
    } else if (tag === 'li') {
      close()
      const list = lists.at(-1)
      kind = 'item'
      if (!isEnd && list) mark = list.isOrdered ? `${++list.count}.` : '•'
    } else if (tag === 'h3' || tag === 'h4') {
      close()
      if (!isEnd) kind = 'heading'
    } else if (tag && ['p', 'div', 'br', 'blockquote'].includes(tag)) {
      // A paragraph that opens inside an item begins the item and does not end it.
      if (runs.some((r) => r.text.trim() !== '') || !mark) close()
    }
  }
  close()
  return blocks
}
