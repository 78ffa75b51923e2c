/**
 * Why nothing was printed: `template` (it has a fault or does not fit the data), `too-long` (more pages than one
 * document may have: print in parts), `timeout`, `crashed` (twice), `closed` (the printer was).
 */
export type PrintFailureKind = 'template' | 'too-long' | 'timeout' | 'crashed' | 'closed'

/** Thrown by `print`. All kinds are defects or overload, none is the fault of the person who asked for the paper. */
export class PrintFailure extends Error {
  override readonly name = 'PrintFailure'
  readonly kind: PrintFailureKind

  constructor(kind: PrintFailureKind, message: string) {
    super(message)
    this.kind = kind
  }
}
