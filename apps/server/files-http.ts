import type { FastifyInstance, FastifyReply } from 'fastify'
import { fileTypeFromBuffer } from 'file-type'
import { commonRefusals, Refusal, refusalOf } from '#kit/pure/refusal.ts'
import type { House } from '#kit/server/context.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { cleanSeal, ImageRefused } from '#packages/photo/index.ts'
import { exported, failures, file, template, type Download } from '#transfers/server'

const mega = 1024 * 1024
/** What may be stored for which purpose, judged by content and not by name (P-0-10). */
const purposes: Readonly<Record<string, { megabytes: number; types: readonly string[] | null }>> = {
  photo: { megabytes: 5, types: ['image/jpeg', 'image/png'] },
  seal: { megabytes: 5, types: ['image/png', 'image/jpeg'] },
  attachment: { megabytes: 20, types: null },
  // 职业技能等级标准, 考核站点建设标准 (spec/pilot.md 3.7)
  standard: { megabytes: 20, types: ['application/pdf'] },
  // 考核站点 (spec/pilot.md 3.13)
  'site-attachment': { megabytes: 20, types: null },
  // The import engine reads the content itself and refuses in its own words.
  import: { megabytes: 500, types: null },
}
const isHarmful = (type: string | undefined): boolean => type === 'text/html' || type === 'image/svg+xml' || type === 'application/x-msdownload'
const refused = (code: string, says: string, way: string, status: 413 | 422): Refusal => refusalOf(code, { says, way, status })

/** Uploads and downloads: the two things that are not JSON. */
export function filesOver(app: FastifyInstance, house: House): void {
  app.post('/api/files', async (request) => {
    if (request.principal.actor === 'public') throw refusalOf('not-signed-in', commonRefusals['not-signed-in'])
    if (request.principal.mustChangePassword) throw refusalOf('must-change-password', commonRefusals['must-change-password'])
    const purpose = (request.query as { purpose?: string }).purpose ?? ''
    const rule = purposes[purpose]
    if (!rule) throw refusalOf('not-found', commonRefusals['not-found'])
    const part = await request.file({ limits: { fileSize: rule.megabytes * mega } })
    if (!part) throw refused('no-file', '请选择文件', '选择文件后再上传', 422)
    const bytes = await part.toBuffer()
    if (part.file.truncated) throw refused('too-large', '文件大小超过限制', `文件不能超过${rule.megabytes}MB`, 413)
    if (bytes.length === 0) throw refused('empty-file', '文件是空的', '请检查文件后重新选择', 422)
    const found = await fileTypeFromBuffer(bytes)
    const type = found?.mime ?? 'application/octet-stream'
    if ((rule.types && !rule.types.includes(type)) || isHarmful(type)) throw refused('wrong-type', '文件格式不正确', `可用格式：${(rule.types ?? ['pdf', 'Office 文档', '图片', 'zip']).map((t) => t.replace('image/', '')).join('、')}`, 422)
    const kept = purpose === 'seal' ? await sealOf(bytes) : bytes
    const name = part.filename.replace(/[\\/\0-\x1f]/g, '_').slice(-200) || '文件'
    const p = request.principal
    return asTheSystem(house.database, 'upload', (tx) =>
      house.files.save(tx, { purpose, name, type: purpose === 'seal' ? 'image/png' : type, bytes: kept, owner: p.organisationId, by: p.accountId }),
    )
  })
  app.get('/api/files/:id', async (request, reply) => send(reply, await file(house, request.principal, (request.params as { id: string }).id)))
  app.get('/api/transfers/template', async (request, reply) => {
    const q = request.query as { sheet?: string; given?: string }
    return send(reply, await template(house, request.principal, { sheet: q.sheet ?? '', given: givenOf(q.given) }))
  })
  app.get('/api/transfers/failures', async (request, reply) => send(reply, await failures(house, request.principal, (request.query as { import?: string }).import ?? '')))
  app.get('/api/transfers/exported', async (request, reply) => send(reply, await exported(house, request.principal, (request.query as { export?: string }).export ?? '')))
}

/** A seal is kept as a small png of one colour on a transparent ground, so that a certificate stays under 60 kB. */
const sealOf = (bytes: Buffer): Promise<Buffer> =>
  cleanSeal(bytes).catch((e: unknown) => {
    if (e instanceof ImageRefused) throw refused('wrong-type', '文件格式不正确', e.message, 422)
    throw e
  })

function givenOf(text: string | undefined): Record<string, string> {
  try {
    const v: unknown = JSON.parse(text ?? '{}')
    return v && typeof v === 'object' ? Object.fromEntries(Object.entries(v).filter((e): e is [string, string] => typeof e[1] === 'string')) : {}
  } catch {
    return {}
  }
}

const shown = new Set(['image/png', 'image/jpeg', 'application/pdf'])
/** Pictures and PDFs open in place, everything else is saved; nothing is sniffed or run. */
const send = (reply: FastifyReply, d: Download): FastifyReply =>
  reply
    .header('content-type', d.type)
    .header('content-disposition', `${shown.has(d.type) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(d.name)}`)
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('cache-control', 'private, no-store')
    .send(d.bytes)
