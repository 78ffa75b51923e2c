export * from './model.ts'
export * from './operations.ts'
export * from './rules.ts'
export * from './sheets.ts'
