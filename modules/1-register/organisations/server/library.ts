import { belongsTo as regionHolds } from '#packages/regions/index.ts'
import { handle } from '#kit/server/handle.ts'
import { addNationalSchool, addToLibrary, deleteEntry, editNationalSchool, enableEntry, suspendEntry } from '../operations.ts'
import { addEntry, addNational, deleteEntryRow, nationalSchool, saveNational, seenEntry, setEntryStatus } from './store-library.ts'

const unique = { national_school_name_unique: 'school-name-exists', national_school_code_unique: 'school-code-exists' } as const
const checkRegion = (i: { provinceCode: string; cityCode: string }, invalid: (f: { path: string; message: string }[]) => never): void => {
  if (!regionHolds(i.cityCode, i.provinceCode)) invalid([{ path: 'cityCode', message: '所在市不属于所选的省' }])
}

export const addNationalSchoolHandler = handle(
  addNationalSchool,
  async ({ input, tx, invalid, trail }) => {
    checkRegion(input, invalid)
    const made = await addNational(tx, input)
    await trail({ entity: 'national-school', id: made.id, changes: input })
    return made
  },
  { constraints: unique },
)
export const editNationalSchoolHandler = handle(
  editNationalSchool,
  async ({ input, tx, refuse, invalid, trail }) => {
    checkRegion(input, invalid)
    const before = await nationalSchool(tx, input.id)
    if (!before) return refuse('not-found')
    const saved = await saveNational(tx, input.id, input.version, input)
    if (!saved) return refuse('state-changed')
    await trail({ entity: 'national-school', id: input.id, changes: { before, after: input } })
    return saved
  },
  { constraints: unique },
)
export const addToLibraryHandler = handle(
  addToLibrary,
  async ({ input, tx, principal, refuse, trail }) => {
    const school = await nationalSchool(tx, input.nationalSchoolId)
    if (!school) return refuse('not-found')
    const digits = principal.actor === 'province' ? 2 : 4
    if (school.cityCode.slice(0, digits) !== principal.region?.slice(0, digits)) return refuse('out-of-region')
    const made = await addEntry(tx, school)
    await trail({ entity: 'library-entry', id: made.id, changes: { name: school.name } })
    return made
  },
  { constraints: { library_entry_once: 'already-in-library' } },
)
const switchEntry = (operation: typeof suspendEntry, to: 'enabled' | 'suspended') =>
  handle(operation, async ({ input, scope, tx, refuse, trail }) => {
    if (!(await seenEntry(tx, scope, input.id))) return refuse('not-found')
    if (!(await setEntryStatus(tx, input.id, input.version, to))) return refuse('state-changed')
    await trail({ entity: 'library-entry', id: input.id, to })
    return { done: true as const }
  })
export const suspendEntryHandler = switchEntry(suspendEntry, 'suspended')
export const enableEntryHandler = switchEntry(enableEntry, 'enabled')
export const deleteEntryHandler = handle(
  deleteEntry,
  async ({ input, scope, tx, refuse, trail }) => {
    if (!(await seenEntry(tx, scope, input.id))) return refuse('not-found')
    if (!(await deleteEntryRow(tx, input.id, input.version))) return refuse('state-changed')
    await trail({ entity: 'library-entry', id: input.id, to: '已删除' })
    return { done: true as const }
  },
  { constraints: { schools_library_entry_id_fkey: 'entry-registered' } },
)
