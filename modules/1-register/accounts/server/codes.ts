import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import captcha from 'svg-captcha'
import type { Inside } from '#kit/server/context.ts'
import { handle } from '#kit/server/handle.ts'
import { sendSms } from '#kit/server/outbox.ts'
import { limits } from '../model.ts'
import { pictureCode } from '../operations.ts'
import { sendMobileCode } from '../operations-users.ts'
import { addMobileCode, addPictureCode, countMobileCodes, lastMobileCode, spendPictureCode, tryMobileCode } from './store.ts'

const hashOf = (code: string): Buffer => createHash('sha256').update(code.trim().toLowerCase()).digest()
const digits = '零一二三四五六七八九'

/** The same code asked two ways: drawn letters, or a sum in words for those who cannot see them. Either answer counts. */
export const pictureCodeHandler = handle(
  pictureCode,
  async ({ tx }) => {
    const drawn = captcha.create({ size: 4, noise: 2, ignoreChars: '0oO1iIlL', color: false, background: '#ffffff', width: 120, height: 40 })
    const a = randomInt(1, 10)
    const b = randomInt(1, 10)
    // Both hashes side by side: 32 bytes for the letters, 32 for the sum.
    const { id } = await addPictureCode(tx, Buffer.concat([hashOf(drawn.text), hashOf(String(a + b))]))
    return { id, svg: drawn.data, question: `${digits[a]}加${digits[b]}等于几，请用数字回答` }
  },
  { unscoped: true },
)
/** Spends the code, right or wrong: a code is good for one try. */
export async function isPictureCode(inside: Inside, id: string, typed: string): Promise<boolean> {
  const spent = await spendPictureCode(inside.tx, id)
  if (!spent) return false
  const h = hashOf(typed)
  return timingSafeEqual(spent.hash.subarray(0, 32), h) || timingSafeEqual(spent.hash.subarray(32), h)
}

const blind = (inside: Inside, mobile: string): Buffer => inside.house.secrets.blind('mobile', mobile)

/** P-8.1-04: 6 digits, 5 minutes, one per 60 s. */
export const sendMobileCodeHandler = handle(
  sendMobileCode,
  async (ctx) => {
    const { input, tx, refuse } = ctx
    if ((await countMobileCodes(tx, blind(ctx, input.mobile), 'account')).minute > 0) return refuse('too-often')
    const code = String(randomInt(0, 1_000_000)).padStart(6, '0')
    await addMobileCode(tx, blind(ctx, input.mobile), 'account', hashOf(code))
    await sendSms(ctx, { mobile: input.mobile, text: `验证码${code}，${limits.mobileCode}分钟内有效。如非本人操作请忽略。` })
    return { to: `${input.mobile.slice(0, 3)}****${input.mobile.slice(-4)}` }
  },
  { unscoped: true },
)
/** Five tries, five minutes. A wrong try is counted even though the operation is refused. */
export async function mobileCodeProblem(inside: Inside, mobile: string, code: string): Promise<'mobile-code-wrong' | 'mobile-code-expired' | null> {
  const last = await lastMobileCode(inside.tx, blind(inside, mobile), 'account')
  if (!last) return 'mobile-code-wrong'
  if (Date.parse(inside.now) > Date.parse(last.madeAt) + limits.mobileCode * 60_000 || last.tries >= limits.mobileCodeTries) return 'mobile-code-expired'
  const isRight = timingSafeEqual(last.hash, hashOf(code))
  await tryMobileCode(inside.tx, last.id, isRight)
  return isRight ? null : 'mobile-code-wrong'
}
/** P3-2.2-04: one registration per 60 s and five a day for a mobile. */
export async function mayRegisterNow(inside: Inside, mobile: string): Promise<boolean> {
  const n = await countMobileCodes(inside.tx, blind(inside, mobile), 'register')
  if (n.minute > 0 || n.day >= 5) return false
  await addMobileCode(inside.tx, blind(inside, mobile), 'register', hashOf(''))
  return true
}
