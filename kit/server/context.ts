import type { Logger } from 'pino'
import type { Event } from '../pure/event.ts'
import type { FieldProblem } from '../pure/refusal.ts'
import type { ExportSheet, Sheet } from '../pure/sheet.ts'
import type { Principal, Who } from '../pure/who.ts'
import type { Database, Tx } from './db.ts'
import type { Files } from './files.ts'
import type { Secrets } from './secrets.ts'
import type { Scope } from './scope.ts'

/** What the running program is made of; made once in apps/server (or a test) and handed to every handler. */
export interface House {
  readonly database: Database
  readonly secrets: Secrets
  readonly files: Files
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Reactions by event name, in lifecycle order. */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>
  readonly registry: Registry
  /** Address people reach us at, for links and QR codes, e.g. http://localhost:8080. */
  readonly address: string
  /** Outside services by name; stand-ins say so on screen. */
  readonly services: Readonly<Record<string, unknown>>
}

/**
 * Imports, exports and prints of all rooms by code, doors to files by purpose (registryOf in room.ts). Only what can be said
 * without `Inside` is named here, since `Inside` holds the house; kit/server/sheets takes them as what room.ts declares.
 */
export interface Registry {
  readonly imports: ReadonlyMap<string, { readonly sheet: Sheet }>
  readonly exports: ReadonlyMap<string, { readonly sheet: ExportSheet }>
  readonly prints: ReadonlyMap<string, { readonly title: string; readonly who: Who }>
  readonly files: ReadonlyMap<string, { readonly purpose: string; readonly who: Who }>
}

/** What a handler (or job) has in hand inside its one transaction. */
export interface Inside {
  readonly house: House
  readonly tx: Tx
  /** The clock of this transaction: rules take `now` from here and nowhere else. */
  readonly now: string
  readonly principal: Principal
  readonly ip: string | null
  /** Writes what was done to the audit trail, in this transaction. */
  trail(entry: TrailEntry): Promise<void>
  /** Tells the modules below; their reactions run now, in this transaction. */
  emit<P>(event: Event<P>, payload: P): Promise<void>
  /** Queues a job in this transaction. Same key while one is live: the one that is there serves. */
  later(job: { readonly name: string }, payload: unknown, options?: { key?: string; at?: string }): Promise<void>
}
export interface Ctx<I, C extends string> extends Inside {
  readonly input: I
  readonly scope: Scope
  refuse(code: C, data?: Record<string, unknown>): never
  /** Says no but keeps what was written in this transaction (a counted failure). */
  refuseKeeping(code: C, data?: Record<string, unknown>): never
  /** Field messages under the fields (P-0-11). */
  invalid(fields: readonly FieldProblem[]): never
}
export interface TrailEntry {
  readonly entity: string
  readonly id?: string | null
  readonly from?: string | null
  readonly to?: string | null
  readonly reason?: string | null
  /** Old and new values; never an ID number, phone or password in clear. */
  readonly changes?: Record<string, unknown>
}
export interface Reaction<P = unknown> {
  readonly event: string
  readonly react: (inside: Inside, payload: P) => Promise<void>
}
/** A module's answer to what happened above it. */
export const reaction = <P>(event: Event<P>, react: (inside: Inside, payload: P) => Promise<void>): Reaction => ({
  event: event.name,
  react: react as Reaction['react'],
})

/** Who the machine is when it acts by itself. */
export const theSystem: Principal = {
  accountId: null,
  name: '系统',
  actor: 'system',
  organisationId: null,
  organisationName: '',
  region: null,
  roleName: '系统',
  isAdmin: false,
  rights: [],
  charge: null,
  isPilot: true,
  mustChangePassword: false,
}
export const thePublic: Principal = { ...theSystem, name: '公众', actor: 'public', roleName: '' }
