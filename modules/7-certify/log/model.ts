/** 上链信息 (P-4.1-05): exactly these three, and where the leaf stands. */
export interface ChainRecord {
  readonly index: number
  readonly blockHeight: number
  readonly blockHash: string
  readonly txHash: string
}
/** Everything an outsider needs to check one leaf against the published key of the log. Hashes are lower-case hex. */
export interface LogProof {
  readonly origin: string
  readonly index: number
  /** The text that was hashed as the leaf. */
  readonly leaf: string
  readonly leafHash: string
  readonly size: number
  readonly root: string
  readonly proof: readonly string[]
  /** The signed tree head (a note in the manner of C2SP checkpoints). */
  readonly checkpoint: string
  readonly key: string
}
/** Text of a leaf: canonical JSON, keys in this order. */
export const leafText = (l: { kind: string; commitment: string; at: string }): string =>
  JSON.stringify({ v: 1, kind: l.kind, commitment: l.commitment, at: l.at })
