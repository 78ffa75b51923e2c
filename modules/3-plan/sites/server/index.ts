import type { ServerRoom } from '#kit/server/room.ts'
import { siteWorkflow } from '../workflow.ts'
import { deleteSiteHandler, deleteSitesHandler } from './delete-sites.ts'
import { siteChoicesHandler } from './read-choices.ts'
import { attachmentDoor, listSitesHandler, siteHandler } from './read-sites.ts'
import {
  approveSiteHandler,
  enableSiteHandler,
  returnSiteHandler,
  returnSuspendedSiteHandler,
  suspendSiteHandler,
} from './review-site.ts'
import { saveSiteHandler, submitSiteHandler } from './save-site.ts'
import { withdrawSiteHandler } from './withdraw-site.ts'

export { isUsable, siteOf, sitesOfSchool, type Site } from './store.ts'
export const room: ServerRoom = {
  module: 'sites',
  handlers: [
    listSitesHandler,
    siteHandler,
    siteChoicesHandler,
    saveSiteHandler,
    submitSiteHandler,
    withdrawSiteHandler,
    deleteSiteHandler,
    deleteSitesHandler,
    approveSiteHandler,
    returnSiteHandler,
    suspendSiteHandler,
    enableSiteHandler,
    returnSuspendedSiteHandler,
  ],
  files: [attachmentDoor],
  workflows: [siteWorkflow],
}
