import { createHash } from 'node:crypto'
import { secretsFrom } from '#kit/server/secrets.ts'

/** Fixed key: the template world was sealed with it. */
export const testSecrets = secretsFrom(new Map([[1, createHash('sha256').update('test master key').digest()]]))
