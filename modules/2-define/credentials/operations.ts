export * from './operations-credentials.ts'
export * from './operations-majors.ts'
export * from './operations-standards.ts'
export * from './operations-subjects.ts'
