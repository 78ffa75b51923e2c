import { by } from '#kit/pure/who.ts'
import type { ServerRoom } from '#kit/server/room.ts'
import { isNewestPdf } from './store.ts'

export { commitmentOf, finishCertificates, newCode, type Finished } from './finish.ts'
export { closePress, printCertificate, type Images, type Sealers } from './press.ts'
export { sealerOf } from './seal-keys.ts'
export { addCertificate, authorityCertificates, certificateOf, type Certificate, type NewCertificate } from './store.ts'
export const room: ServerRoom = {
  module: 'certificates',
  handlers: [],
  files: [
    {
      purpose: 'certificate',
      who: [by('school', 'issuance.read', 'own'), by('awarding-body', 'issuance.read', 'own')],
      // Only the newest version is given out (P-4.2.7-02); the row policies show own certificates only.
      mayOpen: async ({ tx }, _scope, fileId) => (await isNewestPdf(tx, fileId)) !== null,
    },
  ],
}
