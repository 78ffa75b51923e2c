import { expect, test } from 'vitest'
import { handlers } from '../apps/server/assembly.ts'
import { openApiOf } from './openapi.ts'

test('every operation has its place in the OpenAPI document, with its input and its refusals', () => {
  const operations = handlers.map((h) => h.operation)
  const document = openApiOf(operations, '1') as { openapi: string; paths: Record<string, { get?: { parameters: unknown[] }; post?: { requestBody: unknown; description: string } }> }
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toHaveLength(operations.length)
  const signIn = document.paths['/api/accounts/sign-in']?.post
  expect(JSON.stringify(signIn?.requestBody)).toContain('"account"')
  expect(signIn?.description).toContain('登录失败次数过多')
})
