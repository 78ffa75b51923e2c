export * from './model.ts'
export * from './workflow.ts'
export * from './events.ts'
export * from './rules.ts'
