import { ask } from '#kit/ui/client.ts'
import { displayName } from '../model.ts'
import { listCredentials } from '../operations.ts'
import type { Choice } from './search-select.tsx'

/** Own certificates for a search select. */
export const findOwnCredentials = async (text: string): Promise<Choice[]> =>
  (await ask(listCredentials, { filter: text ? { name: text } : {}, size: 50, sort: 'certNo' })).rows.map((c) => ({
    value: c.id,
    label: `${c.certNo} ${displayName(c.name, c.level)}`,
  }))
