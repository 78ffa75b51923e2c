import type { SheetRow } from '#kit/server/import.ts'
import { lineOfRow, subjectOfRow, type CertificateCells, type LineFact, type SubjectCells } from '../index.ts'
import type { RowAsked } from './judge-rows.ts'

type Rows<V> = readonly Pick<SheetRow<keyof V & string>, 'values'>[]
/** Rows of I5: the certificate is named in the row. */
export const certificateRows = (lines: readonly LineFact[], rows: Rows<CertificateCells>): RowAsked[] =>
  rows.map(({ values: v }) => {
    const { line, faults } = lineOfRow(v, lines)
    return { ...v, line, subjects: line?.subjects ?? [], faults }
  })
/** Rows of I6: the certificate was chosen in the dialog. */
export const subjectRows = (line: LineFact, rows: Rows<SubjectCells>): RowAsked[] =>
  rows.map(({ values: v }) => {
    const { subject, faults } = subjectOfRow(v, line)
    return { ...v, line, subjects: subject ? [subject] : [], faults }
  })
