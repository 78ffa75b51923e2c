import { z } from 'zod'

/**
 * Building blocks of inputs whose messages are those of P-0-11: “请输入XX” / “请选择XX” / “XX格式不正确”.
 * Text is trimmed of blanks (full-width too) before it is judged.
 */
const trimmed = (v: unknown): unknown => (typeof v === 'string' ? v.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '') : v)

export const text = (label: string, max = 100, min = 1) =>
  z.preprocess(
    trimmed,
    z
      .string(`请输入${label}`)
      .min(min, min === 1 ? `请输入${label}` : `${label}至少${min}个字`)
      .max(max, `${label}不能超过${max}字`),
  )
export const optionalText = (label: string, max = 100) =>
  z.preprocess((v) => (trimmed(v) === '' ? undefined : trimmed(v)), z.string().max(max, `${label}不能超过${max}字`).optional())
export const pattern = (label: string, form: RegExp, message = `${label}格式不正确`) =>
  z.preprocess(trimmed, z.string(`请输入${label}`).min(1, `请输入${label}`).regex(form, message))
export const mobile = (label = '手机号') => pattern(label, /^1[3-9]\d{9}$/)
export const id = (label = '数据') => z.uuid(`请选择${label}`)
export const ids = z.array(z.uuid()).min(1, '请先选择数据').max(2000, '一次最多选择2000条')
export const choice = <const T extends readonly [string, ...string[]]>(label: string, values: T) =>
  z.enum(values, `请选择${label}`)
export const whole = (label: string, min = 0, max = 99999) =>
  z.coerce
    .number(`请填写${label}`)
    .int(min > 0 ? '请输入正整数' : '请输入不小于0的整数')
    .min(min, min > 0 ? '请输入正整数' : '请输入不小于0的整数')
    .max(max, `${label}不能大于${max}`)
export const money = (label = '费用') =>
  z.coerce
    .number(`${label}应为不小于0的数字`)
    .min(0, `${label}应为不小于0的数字`)
    .max(99999999)
    .refine((v) => Math.abs(v * 100 - Math.round(v * 100)) < 1e-6, `${label}最多两位小数`)
/** An instant as ISO 8601 UTC with milliseconds, e.g. 2026-11-26T01:00:00.000Z. */
export const instant = (label: string) =>
  z
    .string(`请选择${label}`)
    .refine((v) => !Number.isNaN(Date.parse(v)), `${label}格式不正确`)
    .transform((v) => new Date(v).toISOString())
/** A calendar day, e.g. 2026-11-26. */
export const day = (label: string) =>
  z.string(`请选择${label}`).refine((v) => /^\d{4}-\d{2}-\d{2}$/.test(v) && new Date(`${v}T00:00:00Z`).toISOString().startsWith(v), `${label}格式不正确`)
export const reason = (message: string) =>
  z.preprocess(trimmed, z.string(message).min(1, message).max(500, '不能超过500字'))
export const nothing = z.object({})
