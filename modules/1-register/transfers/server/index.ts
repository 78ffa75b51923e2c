import type { ServerRoom } from '#kit/server/room.ts'
import { adoptSuggestionsHandler } from './adopt-suggestions.ts'
import { applyImportHandler, discardImportHandler } from './apply-import.ts'
import { exportStateHandler, myExportsHandler } from './export-state.ts'
import { importProblemsHandler, importStateHandler } from './import-state.ts'
import { applyJob, checkJob, exportJob, sweepJob, undoJob } from './jobs.ts'
import { importsHandler } from './read-imports.ts'
import { startExportHandler, startPrintHandler } from './start-export.ts'
import { startImportHandler } from './start-import.ts'
import { undoImportHandler } from './undo-import.ts'

export { exported, failures, file, template, type Download } from './downloads.ts'
export const room: ServerRoom = {
  module: 'transfers',
  handlers: [
    startImportHandler,
    importStateHandler,
    importProblemsHandler,
    adoptSuggestionsHandler,
    applyImportHandler,
    discardImportHandler,
    undoImportHandler,
    importsHandler,
    startExportHandler,
    startPrintHandler,
    exportStateHandler,
    myExportsHandler,
  ],
  jobs: [checkJob, applyJob, undoJob, exportJob, sweepJob],
}
