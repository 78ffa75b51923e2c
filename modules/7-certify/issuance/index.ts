export * from './model.ts'
export * from './operations.ts'
export { issuance, tabs } from './workflow.ts'
