import { fileURLToPath } from 'node:url'
import { room as accounts } from '#accounts/server'
import { room as credentials } from '#credentials/server'
import { room as examPlans } from '#exam-plans/server'
import { room as messages } from '#messages/server'
import { room as organisations } from '#organisations/server'
import { room as people } from '#people/server'
import { room as transfers } from '#transfers/server'
import { room as pilots } from '#pilots/server'
import { room as sessions } from '#sessions/server'
import { room as sites } from '#sites/server'
import { room as candidates } from '#candidates/server'
import { room as enrolments } from '#enrolments/server'
import { room as fees } from '#fees/server'
import { room as scores } from '#scores/server'
import { room as results } from '#results/server'
import { room as log } from '#log/server'
import { room as certificates } from '#certificates/server'
import { room as issuance } from '#issuance/server'
import { room as sittingRooms } from '#rooms/server'
import { room as invigilators } from '#invigilators/server'
import { room as verification } from '#verification/server'
import { room as statistics } from '#statistics/server'
import { room as seating } from '#seating/server'
import { lifecycle, moduleName } from '../../modules/lifecycle.ts'
import type { Reaction } from '#kit/server/context.ts'
import { migrationsIn, type Migration } from '#kit/server/migrate.ts'
import { carryOutbox } from '#kit/server/outbox.ts'
import { registryOf, type ServerRoom } from '#kit/server/room.ts'

/** Every module's server room, in lifecycle order. A room that is not listed does not exist for the program. */
export const rooms: readonly ServerRoom[] = [organisations, accounts, messages, transfers, people, credentials, pilots, sites, sessions, examPlans, candidates, enrolments, fees, sittingRooms, invigilators, seating, scores, results, log, certificates, issuance, verification, statistics]

const root = fileURLToPath(new URL('../../', import.meta.url))
export const migrations: readonly Migration[] = [
  ...migrationsIn('kit', `${root}kit/server/migrations`),
  ...lifecycle.flatMap(([folder]) => migrationsIn(moduleName(folder), `${root}modules/${folder}/server/migrations`)),
]
export const handlers = rooms.flatMap((r) => r.handlers)
export const jobs = [carryOutbox, ...rooms.flatMap((r) => r.jobs ?? [])]
export const registry = registryOf(rooms)
export const workflows = rooms.flatMap((r) => r.workflows ?? [])
export const reactions: ReadonlyMap<string, readonly Reaction[]> = rooms
  .flatMap((r) => r.reactions ?? [])
  .reduce((map, r) => map.set(r.event, [...(map.get(r.event) ?? []), r]), new Map<string, Reaction[]>())
