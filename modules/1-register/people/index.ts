export { idTypes, type IdDocument, type IdType } from './model.ts'
export { unmaskings } from './operations.ts'
