import * as operations from '#transfers'
import { act, ask } from '../../kit/ui/client.ts'
import type { Transfers } from '../../kit/ui/import/transfers.ts'

/** The operations of module transfers, plugged into the kit's wizard and buttons. */
export const transfers: Transfers = {
  startImport: (i) => act(operations.startImport, i),
  importState: (i) => ask(operations.importState, i),
  importProblems: (i) => ask(operations.importProblems, i),
  adoptSuggestions: (i) => act(operations.adoptSuggestions, i),
  applyImport: (i) => act(operations.applyImport, i),
  undoImport: (i) => act(operations.undoImport, i),
  discardImport: (i) => act(operations.discardImport, i),
  imports: (i) => ask(operations.imports, i),
  startExport: (i) => act(operations.startExport, i),
  startPrint: (i) => act(operations.startPrint, i),
  myExports: () => ask(operations.myExports, {}),
}
