/** An append-only Merkle log by RFC 6962: tree, proofs, and signed heads as C2SP checkpoints. */
export { emptyRoot, fromHex, HASH_BYTES, leafHash, nodeHash, sameHash, toHex, type Hash } from './hash.ts'
export {
  append,
  appendAll,
  emptyFrontier,
  frontierFrom,
  frontierRoot,
  frontierRow,
  rootOf,
  type Frontier,
  type FrontierRow,
  type TreeNode,
} from './frontier.ts'
export type { Address } from './shape.ts'
export {
  consistencyAddresses,
  consistencyProof,
  inclusionAddresses,
  inclusionProof,
  memoryReader,
  rootAt,
  type ReadNode,
} from './proof.ts'
export { verifyConsistency, verifyInclusion, type ConsistencyClaim, type InclusionClaim } from './verify.ts'
export {
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  type Checkpoint,
  type CheckpointFault,
  type OpenedCheckpoint,
  type TreeHead,
} from './checkpoint.ts'
export { keyFromLine, keyId, keyLine, verifyingKey, type SigningKey, type VerifyingKey } from './note.ts'
export type { Cosignature } from './cosignature.ts'
export { witnessCheckpoint, type SeenHead, type WitnessAnswer } from './witness.ts'
