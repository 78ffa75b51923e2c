export { namePinyin } from './name-pinyin.ts'
export type { NamePinyin } from './name-pinyin.ts'
