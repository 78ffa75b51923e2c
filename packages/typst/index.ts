/** Papers as PDF: Typst templates and JSON, set in child processes with fonts that come along. */
export { PrintFailure, type PrintFailureKind } from './failure.ts'
export { missingGlyphs } from './glyphs.ts'
export { typstPrinter, type PrinterOptions, type PrintOptions, type TypstPrinter } from './printer.ts'
