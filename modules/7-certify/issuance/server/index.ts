import { issuedAlready, snapshotChanging } from '#enrolments'
import { by } from '#kit/pure/who.ts'
import { reaction } from '#kit/server/context.ts'
import type { ServerRoom } from '#kit/server/room.ts'
import { issuance } from '../workflow.ts'
import { generateRecordsHandler, pendingCountsHandler } from './fetch-records.ts'
import { issueHandler, reissueHandler } from './issue-certificates.ts'
import { produceJob, resumeJob } from './produce.ts'
import { exports, zipPrint } from './read-exports.ts'
import { recordHandler, recordsHandler } from './read-records.ts'
import { closeSigningHandler, openSigningHandler, rejectHandler, signHandler, signingSheetHandler, signingStateHandler } from './sign-records.ts'
import { isSignatureSeen } from './store-signing.ts'
import { isIssued } from './store.ts'

export { signHandler, signingSheetHandler } from './sign-records.ts'
export const room: ServerRoom = {
  module: 'issuance',
  handlers: [recordsHandler, recordHandler, pendingCountsHandler, generateRecordsHandler, openSigningHandler, signingStateHandler, closeSigningHandler, signingSheetHandler, signHandler, rejectHandler, issueHandler, reissueHandler],
  jobs: [produceJob, resumeJob],
  exports,
  prints: [zipPrint],
  workflows: [issuance],
  reactions: [
    // P-5.2.3-12: the frozen candidate may be corrected until 发放.
    reaction(snapshotChanging, async ({ tx }, { enrolmentIds }) => {
      if (await isIssued(tx, enrolmentIds)) throw issuedAlready()
    }),
  ],
  files: [
    {
      // P-4.2.7-05: signature images are visible in 查看 of the record only.
      purpose: 'signature',
      who: [by('school', 'issuance.read', 'own'), by('awarding-body', 'issuance.read', 'own')],
      mayOpen: async ({ tx }, _scope, fileId) => (await isSignatureSeen(tx, fileId)) !== null,
    },
  ],
}
