// The shape of the tree, without any hashes. Sizes and indexes are plain numbers and may exceed 2^31,
// so bits are taken by division: the bitwise operators of JavaScript cut at 32 bits.

/** Place of a complete subtree: it covers the leaves index·2^level … (index+1)·2^level − 1. */
export type Address = { level: number; index: number }

/** The leaves from `start` up to, not including, `end`. */
export type Span = { start: number; end: number }

/** Throws RangeError unless `value` is a whole number from 0 to 2^53 − 1. */
export function checkCount(value: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${what} is not a count: ${value}`)
}

/** The largest power of two smaller than `size` (RFC 6962 §2.1: where a tree of 2 or more leaves splits). */
export function splitOf(size: number): number {
  let power = 1
  while (power * 2 < size) power *= 2
  return power
}

/**
 * The complete subtrees that make up a span which begins where a tree or subtree begins, largest first: 7 leaves
 * are 4 + 2 + 1. Only such nodes never change again, so only such nodes are stored.
 */
export function completeNodes(span: Span): Address[] {
  const addresses: Address[] = []
  let { start } = span
  while (start < span.end) {
    let level = 0
    let width = 1
    while (start % (width * 2) === 0 && start + width * 2 <= span.end) {
      level += 1
      width *= 2
    }
    addresses.push({ level, index: start / width })
    start += width
  }
  return addresses
}

/** The spans whose hashes prove that leaf `index` is in a tree of `size` leaves, lowest first (RFC 6962 §2.1.1). */
export function inclusionSpans(index: number, size: number): Span[] {
  checkCount(size, 'tree size')
  checkCount(index, 'leaf index')
  if (index >= size) throw new RangeError(`leaf ${index} is outside a tree of ${size} leaves`)
  const spans: Span[] = []
  let whole: Span = { start: 0, end: size }
  while (whole.end - whole.start > 1) {
    const middle = whole.start + splitOf(whole.end - whole.start)
    const left = { start: whole.start, end: middle }
    const right = { start: middle, end: whole.end }
    spans.push(index < middle ? right : left)
    whole = index < middle ? left : right
  }
  return spans.reverse()
}

/** The spans whose hashes prove that the tree of `from` leaves is the beginning of the tree of `to` (RFC 6962 §2.1.2). */
export function consistencySpans(from: number, to: number): Span[] {
  checkCount(from, 'first tree size')
  checkCount(to, 'second tree size')
  if (from > to) throw new RangeError(`a tree of ${from} leaves cannot be the beginning of one of ${to}`)
  // Nothing is a beginning of everything, and a tree of itself: there is nothing to prove.
  if (from === 0 || from === to) return []
  const spans: Span[] = []
  let whole: Span = { start: 0, end: to }
  while (whole.end !== from) {
    const middle = whole.start + splitOf(whole.end - whole.start)
    const left = { start: whole.start, end: middle }
    const right = { start: middle, end: whole.end }
    spans.push(from <= middle ? right : left)
    whole = from <= middle ? left : right
  }
  // If the old tree is itself a complete subtree, the verifier has its root already.
  if (whole.start !== 0) spans.push(whole)
  return spans.reverse()
}
