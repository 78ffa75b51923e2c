import { z } from 'zod'
import { nothing } from '#kit/pure/fields.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { refusals } from '#kit/pure/refusal.ts'
import { anyone } from '#kit/pure/who.ts'
import type { LogProof } from './model.ts'

const words = refusals({
  'no-such-leaf': { says: '存证中没有这个位置', way: '请核对序号', status: 404 },
  'empty-log': { says: '存证还没有记录', status: 404 },
  'wrong-sizes': { says: '起止大小不成立', way: '起始不得大于截止，截止不得大于当前大小', status: 422 },
})
const { read } = declaring('log', words)

/** Anyone may watch the log: the newest signed head and the key that signs it. */
export const head = read('head', {
  label: '最新树头',
  who: [anyone],
  input: nothing,
  answers: answers<{ checkpoint: string; key: string; size: number; root: string; at: string }>(),
  refuses: ['empty-log'],
})
export const proofOfLeaf = read('proofOfLeaf', {
  label: '存证证明',
  who: [anyone],
  input: z.object({ index: z.number().int().min(0) }),
  answers: answers<LogProof>(),
  refuses: ['no-such-leaf'],
})
export const consistency = read('consistency', {
  label: '一致性证明',
  who: [anyone],
  input: z.object({ from: z.number().int().min(1), to: z.number().int().min(1) }),
  answers: answers<{ from: number; to: number; proof: readonly string[] }>(),
  refuses: ['wrong-sizes'],
})
