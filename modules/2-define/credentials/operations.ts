export * from './credential-operations.ts'
export * from './major-operations.ts'
export * from './standard-operations.ts'
export * from './subject-operations.ts'
