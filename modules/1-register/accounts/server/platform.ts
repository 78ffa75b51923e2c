import { handle } from '#kit/server/handle.ts'
import { addRole, deleteRole, editRole, shiftClock } from '../operations-users.ts'
import { deleteRoleRow, insertRole, saveRole, shiftWorldClock } from './store-accounts.ts'
import { world } from './store.ts'

export const addRoleHandler = handle(
  addRole,
  async ({ input, tx, trail }) => {
    const made = await insertRole(tx, input)
    await trail({ entity: 'role', id: made.id, changes: input })
    return made
  },
  { constraints: { role_name_unique: 'role-exists' } },
)
export const editRoleHandler = handle(
  editRole,
  async ({ input, tx, refuse, trail }) => {
    const saved = await saveRole(tx, input.id, input.version, input.name, input.rights)
    if (!saved) return refuse('state-changed')
    await trail({ entity: 'role', id: input.id, changes: input })
    return saved
  },
  { constraints: { role_name_unique: 'role-exists' } },
)
export const deleteRoleHandler = handle(
  deleteRole,
  async ({ input, tx, refuse, trail }) => {
    if (!(await deleteRoleRow(tx, input.id, input.version))) return refuse('state-changed')
    await trail({ entity: 'role', id: input.id, to: '已删除' })
    return { done: true as const }
  },
  { constraints: { accounts_role_fkey: 'role-in-use' } },
)
export const shiftClockHandler = handle(
  shiftClock,
  async ({ input, tx, refuse, trail }) => {
    if ((await world(tx)).kind === 'production') return refuse('clock-fixed')
    const moved = await shiftWorldClock(tx, input.minutes)
    await trail({ entity: 'clock', changes: { minutes: input.minutes } })
    return moved
  },
  { constraints: { production_clock_is_true: 'clock-fixed' } },
)
