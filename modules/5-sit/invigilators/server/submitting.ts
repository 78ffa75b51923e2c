import { tellAll } from '#messages/server'
import type { Inside } from '#kit/server/context.ts'
import { recordSteps } from '#kit/server/steps.ts'
import { qualificationFlow } from '../workflow.ts'
import type { Qualified, School } from './store.ts'

/** The school that acts. @throws for anybody else: the operations' `who` lets only schools in. */
export function schoolOf({ principal: p }: Inside): School {
  if (p.actor !== 'school' || !p.organisationId || !p.region) throw new Error(`${p.actor} is no school`)
  return { id: p.organisationId, region: p.region }
}

/** S12.1: the decision rows of new 监考证书, and one letter to each awarding body that is to certify. */
export async function submitted(inside: Inside, made: readonly Qualified[], label: string): Promise<void> {
  if (!made.length) return
  await recordSteps(inside, qualificationFlow, 'submit', made.map((m) => ({ id: m.id, from: null })), 'pending', { label })
  await askBodies(inside, made)
}
export async function askBodies(inside: Inside, asked: readonly { readonly awardingBodyId: string }[]): Promise<void> {
  const bodies = new Map<string, number>()
  for (const a of asked) bodies.set(a.awardingBodyId, (bodies.get(a.awardingBodyId) ?? 0) + 1)
  await tellAll(
    inside,
    [...bodies].map(([to, count]) => ({
      to,
      area: 'invigilators',
      title: '监考人员待认证',
      text: `${inside.principal.organisationName}提交了${count}个监考证书，等待认证。`,
      link: '/invigilators?tab=pending',
    })),
  )
}
