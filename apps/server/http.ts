import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { principalOf } from '#accounts/server'
import { signIn } from '#accounts'
import { pathOf } from '#kit/pure/operation.ts'
import { commonRefusals, Refusal, refusalOf } from '#kit/pure/refusal.ts'
import type { Principal } from '#kit/pure/who.ts'
import { type House, thePublic } from '#kit/server/context.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { perform, type Handler } from '#kit/server/handle.ts'
import { filesOver } from './files-http.ts'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal
  }
}
const sessionCookie = 'jh_session'
const cookieOf = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure }) as const

export interface HttpOptions {
  /** Serve cookies as Secure: true behind TLS. */
  readonly secure: boolean
  /** Requests a minute from one address. */
  readonly perMinute: number
}

/** The only place that knows HTTP: routes are printed from the operations, refusals become their status, defects an id. */
export async function httpOver(house: House, handlers: readonly Handler[], options: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: 2 * 1024 * 1024, trustProxy: 'loopback', routerOptions: { maxParamLength: 200 } })
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // antd writes its styles at run time
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: options.secure ? [] : null,
      },
    },
    strictTransportSecurity: options.secure,
  })
  await app.register(cookie)
  await app.register(rateLimit, { max: options.perMinute, timeWindow: '1 minute', keyGenerator: (r) => r.ip, errorResponseBuilder: () => refusalOf('too-many', commonRefusals['too-many']) })
  await app.register(multipart, { limits: { fileSize: 500 * 1024 * 1024, files: 1, fields: 5 } })

  app.decorateRequest('principal', null as never)
  app.addHook('onRequest', async (request) => {
    request.principal = thePublic
    if (!request.url.startsWith('/api/')) return
    sameOrigin(request)
    const token = request.cookies[sessionCookie]
    if (token)
      request.principal = (await asTheSystem(house.database, 'session', (tx) => principalOf(tx, token))) ?? thePublic
  })
  app.setErrorHandler((error, request, reply) => answerError(house, error, request, reply))

  for (const handler of handlers) mount(app, house, handler, options)
  filesOver(app, house)
  return app
}

/** Writes come from our own pages only; with SameSite cookies this is the second lock. */
function sameOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin
  if (request.method !== 'GET' && origin && new URL(origin).host !== request.headers.host)
    throw refusalOf('forbidden', commonRefusals.forbidden)
}

function mount(app: FastifyInstance, house: House, handler: Handler, options: HttpOptions): void {
  const { operation } = handler
  const url = pathOf(operation)
  const act = async (request: FastifyRequest, input: unknown, key: string | null): Promise<unknown> =>
    perform(house, handler, { principal: request.principal, input, key, ip: request.ip })
  if (operation.kind === 'read') {
    app.get(url, async (request, reply) => {
      void reply.header('cache-control', 'no-store')
      return act(request, queryOf(request), null)
    })
    return
  }
  app.post(url, async (request, reply) => {
    const key = request.headers['idempotency-key']
    const answer = await act(request, request.body ?? {}, typeof key === 'string' && key.length <= 100 ? key : null)
    if (operation.module === signIn.module && operation.name === signIn.name) {
      const { token, ...rest } = answer as { token: string }
      void reply.setCookie(sessionCookie, token, cookieOf(options.secure))
      return rest
    }
    if (operation.name === 'signOut' || operation.name === 'changePassword') void reply.clearCookie(sessionCookie, cookieOf(options.secure))
    return answer
  })
}

function queryOf(request: FastifyRequest): unknown {
  const q = (request.query as { q?: string }).q
  if (!q) return {}
  try {
    return JSON.parse(q)
  } catch {
    throw refusalOf('invalid', commonRefusals.invalid, {}, [{ path: 'q', message: '查询内容不是 JSON' }])
  }
}

async function answerError(house: House, error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (error instanceof Refusal) return reply.status(error.status).send(error.answer)
  const known = error as { statusCode?: number; code?: string }
  if (known.code === 'FST_REQ_FILE_TOO_LARGE' || known.statusCode === 413)
    return reply.status(413).send({ code: 'too-large', says: '文件大小超过限制', way: '请压缩或拆分后再上传' })
  if (known.statusCode && known.statusCode < 500)
    return reply.status(known.statusCode).send({ code: 'invalid', says: '请求内容有误', way: '请刷新页面后重试' })
  const defect = randomUUID().slice(0, 8)
  house.log.error({ err: error, defect, url: request.url.split('?')[0] }, 'defect')
  return reply.status(500).send({ defect })
}
