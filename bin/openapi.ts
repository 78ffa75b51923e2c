import { z } from 'zod'
import { pathOf, type Operation } from '#kit/pure/operation.ts'
import { commonRefusals } from '#kit/pure/refusal.ts'

const refusal = {
  type: 'object',
  required: ['code', 'says'],
  properties: {
    code: { type: 'string' }, says: { type: 'string', description: '发生了什么' }, way: { type: 'string', description: '怎么办' },
    fields: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } },
  },
}
/** OpenAPI 3.1 of all operations, printed from their declarations: input schemas, refusals and who may call. */
export function openApiOf(operations: readonly Operation[], version: string): Record<string, unknown> {
  const paths: Record<string, unknown> = {}
  for (const o of operations) {
    const schema = z.toJSONSchema(o.input, { io: 'input', unrepresentable: 'any' })
    const answers = Object.fromEntries(
      [...new Set([...o.refuses.map((c) => o.words[c]?.status ?? 409), 401, 403, 404, 409, 422].map(String))].map((status) => [
        status, { description: '拒绝', content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } },
      ]),
    )
    const common = {
      operationId: `${o.module}.${o.name}`, summary: o.label, tags: [o.module],
      description: [o.refuses.length ? `可能的拒绝：${o.refuses.map((c) => `${c}（${o.words[c]?.says}）`).join('；')}` : '', `谁可以：${o.who.map((g) => `${g.actor} ${g.right} ${g.relation}`).join('，')}`].filter(Boolean).join('\n'),
      responses: { 200: { description: '结果', content: { 'application/json': {} } }, ...answers },
    }
    paths[pathOf(o)] =
      o.kind === 'read'
        ? { get: { ...common, parameters: [{ name: 'q', in: 'query', content: { 'application/json': { schema } } }] } }
        : { post: { ...common, parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 100 } }], requestBody: { content: { 'application/json': { schema } } } } }
  }
  return {
    openapi: '3.1.0', info: { title: '鉴衡', version, description: `共同的拒绝：${Object.entries(commonRefusals).map(([c, w]) => `${c}（${w.says}）`).join('；')}` },
    paths, components: { schemas: { Refusal: refusal } },
  }
}
