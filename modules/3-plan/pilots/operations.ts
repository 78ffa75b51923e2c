export * from './operations-declarations.ts'
export * from './operations-participation.ts'
export * from './operations-plans.ts'
export * from './operations-review.ts'
