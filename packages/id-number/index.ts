export { checkCharacter, checkIdNumber } from './check.ts'
export type { IdNumber, IdNumberProblem } from './check.ts'
export { maskIdNumber, maskIdNumberLong, maskMobile } from './mask.ts'
export { isMobile, normaliseIdNumber, normaliseMobile, normaliseText } from './normalise.ts'
