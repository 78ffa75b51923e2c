import { z } from 'zod'
import { choice, text } from '#kit/pure/fields.ts'
import { normaliseMobile, normaliseText } from '#packages/id-number/index.ts'
import { idTypes } from '#people'

const cleaned = <S extends z.ZodType>(schema: S, clean: (text: string) => string) =>
  z.preprocess((v) => (typeof v === 'string' ? clean(v) : v), schema)

/** One rule per field of a teacher, for the form and for every cell of the sheet alike (spec 3.21). */
export const teacherFields = {
  name: cleaned(
    z
      .string('请输入教师姓名')
      .min(1, { error: '请输入教师姓名', abort: true })
      .regex(/^.{2,50}$/u, { error: '教师姓名格式不正确：应为2至50个字', abort: true })
      .regex(/^\P{Nd}+$/u, '教师姓名格式不正确：不能有数字'),
    normaliseText,
  ),
  idType: choice('证件类型', idTypes),
  idNo: text('证件号码', 40),
  mobile: cleaned(
    z
      .string('请输入手机号码')
      .min(1, { error: '请输入手机号码', abort: true })
      .regex(/^1[3-9]\d{9}$/, '手机号码格式不正确'),
    normaliseMobile,
  ),
} as const
