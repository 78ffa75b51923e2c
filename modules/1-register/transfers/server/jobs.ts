import { job } from '#kit/server/jobs.ts'
import { applyImport, checkImport, tries, undoImport, type OnBehalf } from '#kit/server/sheets/index.ts'
import { makeExport } from './make-export.ts'

export const checkJob = job<OnBehalf>({ name: 'transfers.checkImport', label: '核对导入文件', tries, work: checkImport })
export const applyJob = job<OnBehalf>({ name: 'transfers.applyImport', label: '导入', tries, work: applyImport })
export const undoJob = job<OnBehalf>({ name: 'transfers.undoImport', label: '撤销导入', tries, work: undoImport })
export const exportJob = job<OnBehalf>({ name: 'transfers.makeExport', label: '生成文件', tries, work: makeExport })
/** Files made for download are gone after a week. */
export const sweepJob = job<unknown>({
  name: 'transfers.sweepFiles',
  label: '清除过期文件',
  everyMs: 3_600_000,
  async work(run) {
    while ((await run.inside(({ tx, house }) => house.files.sweep(tx))) > 0);
  },
})
