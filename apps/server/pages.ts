import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { House } from '#kit/server/context.ts'
import { scorePages } from '../verify/score-pages.ts'
import { signPages } from '../verify/sign-pages.ts'
import { verifyPages } from '../verify/verify-pages.ts'

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))

/** The public site, server-rendered, and the built portal. */
export async function pagesOver(app: FastifyInstance, house: House): Promise<void> {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)))
  })
  await app.register(fastifyStatic, { root: at('apps/verify/public'), prefix: '/public/', maxAge: '1h' })
  app.get('/public/verify.mjs', async (_request, reply) =>
    reply.type('text/javascript').header('content-disposition', 'attachment; filename="verify.mjs"').send(await readFile(at('packages/verify-file/verify.mjs'))),
  )
  verifyPages(app, house)
  scorePages(app, house)
  signPages(app, house)
  await portalOver(app)
}

/** Hashed assets are kept for a year; the page itself is asked for each time. */
async function portalOver(app: FastifyInstance): Promise<void> {
  const root = at('dist/portal')
  if (!existsSync(join(root, 'index.html'))) return
  await app.register(fastifyStatic, { root: join(root, 'assets'), prefix: '/assets/', immutable: true, maxAge: '365d', preCompressed: true, decorateReply: false })
  const page = await readFile(join(root, 'index.html'))
  const mark = await readFile(join(root, 'mark.svg'))
  app.get('/mark.svg', (_request, reply) => reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(mark))
  app.get('/', (_request, reply) => reply.type('text/html').header('cache-control', 'no-cache').send(page))
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && !/^\/(api|assets|public)\//.test(request.url)) return reply.type('text/html').header('cache-control', 'no-cache').send(page)
    return reply.status(404).send({ code: 'not-found', says: '数据不存在或无权查看' })
  })
}
