import { checkIdNumber, normaliseIdNumber } from '#packages/id-number/index.ts'
import type { IdType } from './model.ts'

export type DocumentVerdict =
  | {
      readonly ok: true
      readonly idNo: string
      readonly gender: '男' | '女' | null
      readonly birthDate: string | null
      readonly region: string | null
    }
  | { readonly ok: false; readonly why: string; readonly suggestion?: string }

const forms: Readonly<Record<Exclude<IdType, '身份证'>, readonly [RegExp, string]>> = {
  港澳居民来往内地通行证: [/^[HM]\d{8}(\d{2})?$/, '应为字母 H 或 M 加 8 位或 10 位数字'],
  台湾居民来往大陆通行证: [/^\d{8}(\d{2})?$/, '应为 8 位或 10 位数字'],
  护照: [/^[A-Z0-9]{5,17}$/, '应为 5 至 17 位字母和数字'],
}

/**
 * Reads an identity document (spec 3.12): a 身份证号 gives gender, birth date and region; the others are judged by form only.
 * `today` is yyyy-mm-dd. The sentence begins as the manual's message and ends with what exactly is wrong (P2-2.2-05 注意④).
 */
export function readDocument(idType: IdType, typed: string, today: string): DocumentVerdict {
  const idNo = normaliseIdNumber(typed)
  if (idType === '身份证') {
    const verdict = checkIdNumber(idNo, today)
    if (verdict.ok)
      return { ok: true, idNo, gender: verdict.gender, birthDate: verdict.birthDate, region: verdict.regionCode }
    return { ok: false, why: verdict.code === 'empty' ? verdict.reason : `身份证号格式不正确：${verdict.reason}` }
  }
  if (!idNo) return { ok: false, why: '请输入证件号码' }
  const [form, words] = forms[idType]
  if (!form.test(idNo)) return { ok: false, why: `证件号码格式不正确：${idType}${words}` }
  return { ok: true, idNo, gender: null, birthDate: null, region: null }
}
