/** A fact that a module tells the modules below it. The reaction runs in the same transaction and may refuse. */
export interface Event<P = unknown> {
  readonly name: string
  readonly _?: P
}
export const event = <P>(name: string): Event<P> => ({ name })
export type PayloadOf<E> = E extends Event<infer P> ? P : never
