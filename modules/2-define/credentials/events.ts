import { event } from '#kit/pure/event.ts'

/** 发布: the log below writes the chain record and answers through `setLeafIndex`. Told once per certificate. */
export const credentialPublished = event<{
  credentialId: string
  certNo: string
  name: string
  level: string
  awardingBodyId: string
  awardingBodyName: string
}>('credentials.credentialPublished')

/** P-4.1-06: majors are about to be taken from a certificate; who uses one refuses with `major-in-use`. */
export const majorsRemoving = event<{ credentialId: string; majorIds: readonly string[] }>('credentials.majorsRemoving')

/** P-5.2.1-04: more than the name of a subject is about to change; a published plan that holds it refuses with `subject-in-plan`. */
export const subjectChanging = event<{ subjectId: string; credentialId: string }>('credentials.subjectChanging')
