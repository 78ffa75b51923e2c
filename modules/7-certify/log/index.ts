export { leafText, type ChainInfo, type LogProof } from './model.ts'
export { consistency, head, proofOfLeaf } from './operations.ts'
