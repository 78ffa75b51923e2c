export * from './events.ts'
export * from './model.ts'
export * from './operations.ts'
export { isCreditCode, isOutOfRegion } from './rules.ts'
