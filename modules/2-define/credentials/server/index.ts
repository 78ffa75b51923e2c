import type { ServerRoom } from '#kit/server/room.ts'
import { credentialFlow, siteStandardFlow, skillStandardFlow, subjectFlow } from '../workflow.ts'
import { handleAddCredential } from './add-credential.ts'
import { handleAddMajor } from './add-major.ts'
import { handleAddStandard } from './add-standard.ts'
import { handleAddSubject } from './add-subject.ts'
import { handleDeleteMajor } from './delete-major.ts'
import { handleEditCredential } from './edit-credential.ts'
import { handleEditMajor } from './edit-major.ts'
import { handleEditStandard } from './edit-standard.ts'
import { handleEditSubject } from './edit-subject.ts'
import { importMajors } from './import-majors.ts'
import { handlePublishCredentials, handleSuspendCredentials } from './publish-credentials.ts'
import { handlePublishSubjects, handleSuspendSubjects } from './publish-subjects.ts'
import { judgeCharge } from './reactions.ts'
import { readCredential, readCredentials } from './read-credentials.ts'
import { readMajors } from './read-majors.ts'
import { readStandard, readStandards } from './read-standards.ts'
import { readSubject, readSubjects, readTargetTypes } from './read-subjects.ts'
import { handleEnableSiteStandard, handleSuspendSiteStandards } from './site-standards.ts'
import { handlePublishSkillStandards, handleSuspendSkillStandards } from './skill-standards.ts'
import { handleAddTargetType, handleDeleteTargetType } from './target-types.ts'

export { credentialDetail, credentialFilter, credentialList, inCharge } from './read-credentials.ts'
export { standardDetail, standardFilter, standardList } from './read-standards.ts'
export {
  publishedSubjects,
  subjectDetail,
  subjectFilter,
  subjectList,
  type CredentialSubject,
} from './read-subjects.ts'
export { credentialOf, majorsOf, ownCredentials, setLeafIndex, type CredentialName } from './store.ts'
export { targetTypesOf } from './store-subjects.ts'

export const room: ServerRoom = {
  module: 'credentials',
  handlers: [
    readMajors,
    handleAddMajor,
    handleEditMajor,
    handleDeleteMajor,
    readCredentials,
    readCredential,
    handleAddCredential,
    handleEditCredential,
    handlePublishCredentials,
    handleSuspendCredentials,
    readSubjects,
    readSubject,
    handleAddSubject,
    handleEditSubject,
    handlePublishSubjects,
    handleSuspendSubjects,
    readTargetTypes,
    handleAddTargetType,
    handleDeleteTargetType,
    readStandards,
    readStandard,
    handleAddStandard,
    handleEditStandard,
    handlePublishSkillStandards,
    handleSuspendSkillStandards,
    handleEnableSiteStandard,
    handleSuspendSiteStandards,
  ],
  imports: [importMajors],
  reactions: [judgeCharge],
  workflows: [credentialFlow, subjectFlow, skillStandardFlow, siteStandardFlow],
}
