import type { ServerRoom } from '#kit/server/room.ts'
import { candidateFlow, listCandidates } from '../index.ts'
import { add } from './add-candidate.ts'
import { certifyMany, certifyOne, readComparisonService } from './certify-candidates.ts'
import { comparePhotos } from './compare-photos.ts'
import { confirmOne } from './confirm-candidate.ts'
import { correctCandidates } from './correct-candidates.ts'
import { deleteMany, deleteOne } from './delete-candidates.ts'
import { edit } from './edit-candidate.ts'
import { exportCandidates } from './export-candidates.ts'
import { importCandidates } from './import-candidates.ts'
import { importPhotos } from './import-photos.ts'
import { propose } from './propose-pinyin.ts'
import { readCandidate, readList } from './read-candidates.ts'
import { reveal } from './reveal-candidate.ts'
import { hasPhoto } from './store-doors.ts'

export {
  endsInFour,
  standInPolice,
  type ComparisonAsked,
  type ComparisonResult,
  type PoliceService,
  type StandInRule,
} from './police.ts'
export {
  candidatesByNumbers,
  candidatesForEnrolment,
  candidateSnapshot,
  candidateSnapshots,
  countEnrolled,
  takeOverCandidates,
  unreadyReasons,
  verifiedCandidates,
  type CandidateSnapshot,
  type OldRecord,
} from './store-doors.ts'

export const room: ServerRoom = {
  module: 'candidates',
  handlers: [
    readList,
    readCandidate,
    readComparisonService,
    propose,
    add,
    edit,
    certifyOne,
    certifyMany,
    confirmOne,
    deleteOne,
    deleteMany,
    reveal,
  ],
  jobs: [comparePhotos],
  imports: [importCandidates, correctCandidates, importPhotos],
  exports: [exportCandidates],
  // The row policy shows a school its own candidates, so the question is only whether one bears this photo.
  files: [{ purpose: 'photo', who: listCandidates.who, mayOpen: ({ tx }, _scope, fileId) => hasPhoto(tx, fileId) }],
  workflows: [candidateFlow],
}
