import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { House } from '#kit/server/context.ts'

const portal = fileURLToPath(new URL('../../dist/portal', import.meta.url))

/** The built front ends. Hashed assets are kept for a year; the page itself is asked for each time. */
export async function pagesOver(app: FastifyInstance, _house: House): Promise<void> {
  if (!existsSync(join(portal, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: join(portal, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
  })
  const page = await readFile(join(portal, 'index.html'))
  app.get('/', (_request, reply) => reply.type('text/html').header('cache-control', 'no-cache').send(page))
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/'))
      return reply.type('text/html').header('cache-control', 'no-cache').send(page)
    return reply.status(404).send({ code: 'not-found', says: '数据不存在或无权查看' })
  })
}
