export { exportsAtOnce, importsAtOnce, importStates, type ExportView, type ImportRow, type ImportStage, type ImportView } from './model.ts'
export * from './operations.ts'
export { words } from './words.ts'
