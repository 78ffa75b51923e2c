import type { ServerRoom } from '#kit/server/room.ts'
import { qualificationFlow } from '../workflow.ts'
import { addInvigilatorHandler } from './add-invigilator.ts'
import { deleteInvigilatorHandler } from './delete-invigilator.ts'
import { editInvigilatorHandler } from './edit-invigilator.ts'
import { exportInvigilators, exportQualifications } from './export-invigilators.ts'
import { importInvigilators } from './import-invigilators.ts'
import { certifyQualificationsHandler, refuseQualificationsHandler } from './judge-qualifications.ts'
import { certificateChoicesHandler, invigilatorHandler, listInvigilatorsHandler } from './read-invigilators.ts'
import { listQualificationsHandler, qualificationHandler } from './read-qualifications.ts'

export { certifiedWatchers, watcherOf, type Watcher } from './store-doors.ts'

export const room: ServerRoom = {
  module: 'invigilators',
  handlers: [
    listInvigilatorsHandler,
    invigilatorHandler,
    certificateChoicesHandler,
    addInvigilatorHandler,
    editInvigilatorHandler,
    deleteInvigilatorHandler,
    listQualificationsHandler,
    qualificationHandler,
    certifyQualificationsHandler,
    refuseQualificationsHandler,
  ],
  imports: [importInvigilators],
  exports: [exportInvigilators, exportQualifications],
  workflows: [qualificationFlow],
}
