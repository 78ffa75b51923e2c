import type { Principal } from '#kit/pure/who.ts'

/** The school that acts, as its candidates carry it. @throws for anybody else: the operations' `who` lets only schools in. */
export function schoolOf(p: Principal): { readonly id: string; readonly region: string } {
  if (p.actor !== 'school' || !p.organisationId || !p.region) throw new Error(`${p.actor} is no school`)
  return { id: p.organisationId, region: p.region }
}
