import type { z } from 'zod'
import type { CommonCode, Refusals } from './refusal.ts'
import type { Who } from './who.ts'

/** Carries the type of an answer without a value at run time. */
export interface Answers<O> {
  readonly _?: O
}
export const answers = <O>(): Answers<O> => ({})

/** What a person may press (or read), declared once: from it come route, permission, client and button. */
export interface Operation<I extends z.ZodType = z.ZodType, O = unknown, C extends string = string> {
  readonly module: string
  readonly name: string
  readonly label: string
  readonly kind: 'read' | 'write'
  readonly who: Who
  readonly input: I
  readonly answers: Answers<O>
  readonly refuses: readonly C[]
  readonly words: Refusals
  /** Asked before the act (P-0-08). */
  readonly confirm?: string
}
export type InputOf<T extends Operation> = z.output<T['input']>
export type RawInputOf<T extends Operation> = z.input<T['input']>
export type AnswerOf<T extends Operation> = T extends Operation<z.ZodType, infer O, string> ? O : never
export type CodeOf<T extends Operation> = (T extends Operation<z.ZodType, unknown, infer C> ? C : never) | CommonCode

interface Declared<I extends z.ZodType, O, C extends string> {
  readonly label: string
  readonly who: Who
  readonly input: I
  readonly answers: Answers<O>
  readonly refuses?: readonly C[]
  readonly confirm?: string
}

/**
 * The door to declaring: `const { read, write } = declaring('candidates', words)`.
 * A code that has no words in the module's refusals does not compile.
 */
export function declaring<const W extends Refusals>(module: string, words: W) {
  type Code = keyof W & string
  const make =
    (kind: 'read' | 'write') =>
    <I extends z.ZodType, O, const C extends Code = never>(
      name: string,
      d: Declared<I, O, C>,
    ): Operation<I, O, C> => ({ refuses: [], ...d, module, name, kind, words })
  return { read: make('read'), write: make('write') }
}

/** `POST /api/<module>/<kebab-name>`; reads are GET. One place decides the address for server and client. */
export const pathOf = (operation: Pick<Operation, 'module' | 'name'>): string =>
  `/api/${operation.module}/${operation.name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`
