export const idTypes = ['身份证', '港澳居民来往内地通行证', '台湾居民来往大陆通行证', '护照'] as const
export type IdType = (typeof idTypes)[number]
/** An identity document; `idNo` normalised (no blanks, trailing x as X). */
export interface IdDocument {
  readonly idType: string
  readonly idNo: string
}
export interface UnmaskingRow {
  readonly id: string
  readonly at: string
  readonly accountName: string
  readonly what: string
  readonly why: string
}
