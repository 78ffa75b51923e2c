import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { verdicts, type Checked, type Verdict } from '#verification'
import { checkByCodeHandler, checkByDigestHandler, checkByNumberHandler } from '#verification/server'
import { Refusal } from '#kit/pure/refusal.ts'
import { thePublic, type House } from '#kit/server/context.ts'
import { perform, type Handler } from '#kit/server/handle.ts'
import { html, page, type Markup } from './html.ts'

const minute = (iso: string): string =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(new Date(iso)).replace(/\//g, '-')
const tone: Record<Verdict, 'good' | 'bad' | 'wait'> = { valid: 'good', revoked: 'bad', replaced: 'wait', unknown: 'bad', unavailable: 'wait' }
// Shape and word, never colour alone: a tick, a cross, an exclamation mark.
const shape: Record<'good' | 'bad' | 'wait', string> = { good: 'M6 15l6 6 12-13', bad: 'M8 8l14 14M22 8L8 22', wait: 'M15 7v10M15 22v1' }

/** Asks the operation as anyone would; what cannot be answered now says so instead of failing. */
async function ask<T>(house: House, handler: Handler, request: FastifyRequest, input: unknown): Promise<T | Refusal | null> {
  try {
    return (await perform(house, handler, { principal: thePublic, input, ip: request.ip })) as T
  } catch (e) {
    if (e instanceof Refusal) return e
    house.log.error({ err: e, url: request.url.split('?')[0] }, 'public check')
    return null
  }
}

function verdictOf(verdict: Verdict, reason: string | null): Markup {
  const t = tone[verdict]
  return html`<div class="verdict ${t}" role="status">
    <svg class="mark" viewBox="0 0 30 30" aria-hidden="true"><circle cx="15" cy="15" r="14" fill="none" stroke="currentColor" stroke-width="2" /><path d="${shape[t]}" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round" /></svg>
    <div><strong>${verdicts[verdict].label}</strong><p>${verdicts[verdict].says}${reason ? `原因：${reason}` : ''}</p></div>
  </div>`
}
function resultOf(c: Checked | null): Markup {
  if (!c) return verdictOf('unavailable', null)
  const f = c.facts
  return html`${verdictOf(c.verdict, c.statusReason)}
    ${f
      ? html`<section>
            <dl>
              <dt>姓名</dt><dd>${f.holder}</dd>
              <dt>证件号码</dt><dd>${f.idMasked}</dd>
              <dt>证书名称</dt><dd>${f.certName}</dd>
              <dt>证书等级</dt><dd>${f.certLevel}</dd>
              <dt>证书编号</dt><dd>${f.serialNo}</dd>
              <dt>颁证机构</dt><dd>${f.awardingBody}</dd>
              <dt>颁证时间</dt><dd>${minute(f.issuedAt)}</dd>
              <dt>查验时间</dt><dd>${minute(c.checkedAt)}</dd>
            </dl>
          </section>
          ${c.file
            ? html`<section>
                <h2>上链信息</h2>
                <dl>
                  <dt>区块高度</dt><dd>${c.file.log.size}</dd>
                  <dt>块哈希</dt><dd><code>${c.file.log.root}</code></dd>
                  <dt>交易哈希</dt><dd><code>${c.file.log.leafHash}</code></dd>
                </dl>
                <p><a href="/v/${c.code}/verify-${f.serialNo}.json" download>下载离线验证文件</a></p>
              </section>`
            : ''}`
      : html`<p class="hint">查验时间：${minute(c.checkedAt)}</p>`}`
}
const formOf = (typed: { serialNo?: string; name?: string }, refusal: Refusal | null): Markup => {
  const wrong = (path: string): Markup | string => {
    const m = refusal?.answer.fields?.find((x) => x.path === path)?.message
    return m ? html`<p class="wrong" id="${path}-wrong">${m}</p>` : ''
  }
  const field = (path: string, label: string, value: string | undefined, mode: string): Markup => html`<label for="${path}">${label}</label>
    <input id="${path}" name="${path}" value="${value ?? ''}" inputmode="${mode}" autocomplete="off" aria-describedby="${path}-wrong" />${wrong(path)}`
  return html`<section>
      <h1>证书查询</h1>
      <form method="post" action="/verify">
        ${field('serialNo', '证书编号', typed.serialNo, 'numeric')} ${field('name', '姓名', typed.name, 'text')}
        ${refusal && !refusal.answer.fields ? html`<p class="wrong" role="alert">${refusal.answer.says}</p>` : ''}
        <button type="submit">查询</button>
      </form>
    </section>
    <section>
      <h2>用电子证书文件查验</h2>
      <form method="post" action="/verify/pdf" enctype="multipart/form-data">
        <label for="file">电子证书 PDF</label>
        <input id="file" type="file" name="file" accept="application/pdf" />
        <button type="submit">查验文件</button>
      </form>
    </section>
    <section id="offline">
      <h2>离线验证</h2>
      <p>查到证书后可下载验证文件，用 <a href="/public/verify.mjs" download>verify.mjs</a> 在没有网络的电脑上核对：<br /><code>node verify.mjs verify-证书编号.json --key "日志公钥" --pdf 证书.pdf</code></p>
      <p class="hint">日志公钥与最新树头：<a href="/api/log/head">/api/log/head</a></p>
    </section>`
}

export function verifyPages(app: FastifyInstance, house: House): void {
  const show = (title: string, body: Markup): string => page(title, body)
  app.get('/verify', (_request, reply) => reply.type('text/html').send(show('证书查询', formOf({}, null))))
  app.post('/verify', async (request, reply) => {
    const typed = (request.body ?? {}) as { serialNo?: string; name?: string }
    const answer = await ask<Checked>(house, checkByNumberHandler, request, typed)
    void reply.type('text/html').header('cache-control', 'no-store')
    if (answer instanceof Refusal) return reply.status(answer.status).send(show('证书查询', formOf(typed, answer)))
    return show('查验结果', html`<h1>查验结果</h1>${resultOf(answer)}<p><a href="/verify">再查一个</a></p>`)
  })
  app.get<{ Params: { code: string } }>('/v/:code', async (request, reply) => {
    const answer = await ask<Checked>(house, checkByCodeHandler, request, { code: request.params.code })
    void reply.type('text/html').header('cache-control', 'no-store')
    return show('查验结果', html`<h1>证书查验</h1>${resultOf(answer instanceof Refusal ? null : answer)}<p><a href="/verify">按证书编号查询</a></p>`)
  })
  app.get<{ Params: { code: string; file: string } }>('/v/:code/:file', async (request, reply) => {
    const answer = await ask<Checked>(house, checkByCodeHandler, request, { code: request.params.code })
    if (!answer || answer instanceof Refusal || !answer.file) return reply.status(404).type('text/html').send(show('查验结果', verdictOf('unknown', null)))
    return reply.type('application/json').header('content-disposition', `attachment; filename="verify-${answer.file.facts.serialNo}.json"`).send(JSON.stringify(answer.file, null, 1))
  })
  app.post('/verify/pdf', async (request, reply) => {
    void reply.type('text/html').header('cache-control', 'no-store')
    const part = await request.file({ limits: { fileSize: 5 * 1024 * 1024 } })
    const bytes = part ? await part.toBuffer() : Buffer.alloc(0)
    if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
      return reply.status(422).send(show('证书查询', html`<p class="verdict bad" role="alert">请选择电子证书的 PDF 文件（5MB 以内）</p>${formOf({}, null)}`))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const answer = await ask<Checked>(house, checkByDigestHandler, request, { sha256 })
    return show('查验结果', html`<h1>文件查验</h1>${resultOf(answer instanceof Refusal ? null : answer)}<p class="hint">文件摘要 SHA-256：<code>${sha256}</code></p><p><a href="/verify">返回</a></p>`)
  })
}
