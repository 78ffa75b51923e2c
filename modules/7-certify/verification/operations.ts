import { z } from 'zod'
import { pattern, text } from '#kit/pure/fields.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { anyone } from '#kit/pure/who.ts'
import type { Checked } from './model.ts'

const { read } = declaring('verification', {})

export const checkByCode = read('checkByCode', {
  label: '扫码查验',
  who: [anyone],
  input: z.object({ code: z.string().trim().min(1).max(64) }),
  answers: answers<Checked>(),
})
/** P-5.2.9-08: 证书号 + 姓名. Hit only when both agree. */
export const checkByNumber = read('checkByNumber', {
  label: '证书查询',
  who: [anyone],
  input: z.object({ serialNo: pattern('证书编号', /^\d{20}$/, '证书编号为20位数字'), name: text('姓名', 50) }),
  answers: answers<Checked>(),
})
/** The bytes of a PDF, as their SHA-256: is it exactly a file we issued, and the newest one? */
export const checkByDigest = read('checkByDigest', {
  label: '文件查验',
  who: [anyone],
  input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  answers: answers<Checked & { isNewest: boolean }>(),
})
