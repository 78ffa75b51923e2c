export { leafText, type ChainRecord, type LogProof } from './model.ts'
export { consistency, head, proofOfLeaf } from './operations.ts'
