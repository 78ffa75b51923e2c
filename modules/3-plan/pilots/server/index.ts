import type { ServerRoom } from '#kit/server/room.ts'
import { declarationFlow, planFlow } from '../workflow.ts'
import { handleApproveDeclaration, handleApproveDeclarations } from './approve-declaration.ts'
import { standardDoor } from './attachment-door.ts'
import { handleChangePlanTimes } from './change-plan-times.ts'
import { handleCorrectApproval } from './correct-approval.ts'
import { handleDeletePlan } from './delete-plan.ts'
import { exportDeclarations, exportProvinceDeclarations } from './export-declarations.ts'
import { handlePassFirstReview } from './pass-first-review.ts'
import { handlePublishPlan } from './publish-plan.ts'
import { judgeCharge, keepMajors } from './reactions.ts'
import { readCertificateKeepers, readPartner, readPartners, readPilotSchools } from './read-bodies.ts'
import { readDeclaration, readDeclarations } from './read-declarations.ts'
import { readCredentialForDeclaring, readOpenCredentials } from './read-declaring.ts'
import {
  readChargeChoices,
  readSchoolCredential,
  readSchoolCredentials,
  readSchoolStandard,
  readSchoolStandards,
  readSchoolSubject,
  readSchoolSubjects,
} from './read-participation.ts'
import { readPlan, readPlans, readPublishedCredentials } from './read-plans.ts'
import { handleReturnDeclaration } from './return-declaration.ts'
import { handleSaveDeclaration } from './save-declaration.ts'
import { handleAddPlan, handleEditPlan } from './save-plan.ts'
import { handleSetSupplementDeadline } from './set-supplement-deadline.ts'
import { handleSubmitDeclaration } from './submit-declaration.ts'

export { pilotCredentials, pilotSchools, quotasOf } from './store-quota.ts'

export const room: ServerRoom = {
  module: 'pilots',
  handlers: [
    readPartners,
    readPartner,
    readCertificateKeepers,
    readPilotSchools,
    readPlans,
    readPlan,
    readPublishedCredentials,
    handleAddPlan,
    handleEditPlan,
    handlePublishPlan,
    handleChangePlanTimes,
    handleDeletePlan,
    readDeclarations,
    readDeclaration,
    readOpenCredentials,
    readCredentialForDeclaring,
    handleSaveDeclaration,
    handleSubmitDeclaration,
    handlePassFirstReview,
    handleApproveDeclaration,
    handleApproveDeclarations,
    handleReturnDeclaration,
    handleSetSupplementDeadline,
    handleCorrectApproval,
    readSchoolCredentials,
    readSchoolCredential,
    readSchoolSubjects,
    readSchoolSubject,
    readSchoolStandards,
    readSchoolStandard,
    readChargeChoices,
  ],
  exports: [exportDeclarations, exportProvinceDeclarations],
  files: [standardDoor],
  reactions: [judgeCharge, keepMajors],
  workflows: [declarationFlow, planFlow],
}
