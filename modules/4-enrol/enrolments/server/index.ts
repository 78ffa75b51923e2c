import type { ServerRoom } from '#kit/server/room.ts'
import { enrolmentFlow } from '../workflow.ts'
import { deleteEnrolmentHandler, deleteEnrolmentsHandler } from './delete-enrolments.ts'
import { editEnrolledCandidateHandler } from './edit-enrolled-candidate.ts'
import { enrolByCertificateHandler, enrolBySubjectHandler } from './enrol-one.ts'
import { exportEnrolments } from './export-enrolments.ts'
import { importByCertificate, importBySubject } from './import-enrolments.ts'
import { keepDeclaration, keepHeads, keepMajors, keepPlan } from './reactions.ts'
import { enrolledCandidateHandler, listEnrolledCandidatesHandler } from './read-candidates.ts'
import { enrolChoicesHandler } from './read-choices.ts'
import { enrolmentHandler, listEnrolmentsHandler } from './read-enrolments.ts'
import { listHeadsHandler } from './read-heads.ts'
import { listEnrolImportsHandler } from './read-imports.ts'

export { statusSql } from './read-status.ts'
export { attachPayment, claimUnpaid, markPaid, releasePayment, setSeated, type Claimed } from './store-doors.ts'

export const room: ServerRoom = {
  module: 'enrolments',
  handlers: [
    listEnrolmentsHandler,
    enrolmentHandler,
    enrolChoicesHandler,
    listHeadsHandler,
    listEnrolImportsHandler,
    enrolByCertificateHandler,
    enrolBySubjectHandler,
    deleteEnrolmentHandler,
    deleteEnrolmentsHandler,
    listEnrolledCandidatesHandler,
    enrolledCandidateHandler,
    editEnrolledCandidateHandler,
  ],
  imports: [importByCertificate, importBySubject],
  exports: [exportEnrolments],
  reactions: [keepDeclaration, keepHeads, keepPlan, keepMajors],
  workflows: [enrolmentFlow],
}
