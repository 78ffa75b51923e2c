import { handle } from '#kit/server/handle.ts'
import { namePinyin } from '#packages/pinyin/index.ts'
import { proposePinyin } from '../index.ts'

export const propose = handle(proposePinyin, async ({ input }) => ({ pinyin: namePinyin(input.name).text }))
