import type { FastifyInstance } from 'fastify'
import type { SigningSheet } from '#issuance'
import { signHandler, signingSheetHandler } from '#issuance/server'
import { Refusal } from '#kit/pure/refusal.ts'
import { thePublic, type House } from '#kit/server/context.ts'
import { perform } from '#kit/server/handle.ts'
import { html, page, type Markup } from './html.ts'

const sides = { 'awarding-body': '培训评价组织', site: '考核站点' } as const

/** What the phone shows after scanning: exactly the list that is signed, then the pad. */
function sheetPage(token: string, s: SigningSheet, typed: string, wrong: Refusal | null): string {
  const message = wrong?.answer.fields?.[0]?.message ?? wrong?.answer.says
  return page(
    '签发确认',
    html`<section>
        <h1>签发确认</h1>
        <p>${s.organisationName}作为${sides[s.side]}签发以下 <strong>${s.rows.length}</strong> 份证书。签字只确认本次签发，不会体现在证书中；一旦完成操作，不可撤回。</p>
        <div class="names" tabindex="0" role="region" aria-label="签发名单">
          <table>
            <thead><tr><th scope="col">姓名</th><th scope="col">证件号码</th><th scope="col">证书</th></tr></thead>
            <tbody>${s.rows.map((r) => html`<tr><td>${r.name}</td><td>${r.idMasked}</td><td>${r.certName}（${r.certLevel}）</td></tr>`)}</tbody>
          </table>
        </div>
        <p class="hint">发起人：${s.openedBy}　名单摘要：<code>${s.digest.slice(0, 16)}</code></p>
      </section>
      <section>
        <form method="post" action="/sign/${token}">
          <input type="hidden" name="digest" value="${s.digest}" />
          <input type="hidden" name="strokes" value="[]" />
          <label for="signerName">签发人姓名</label>
          <input id="signerName" name="signerName" value="${typed}" autocomplete="name" maxlength="50" />
          <p id="pad-label">手写签名（横屏书写更方便）</p>
          <canvas class="pad" role="img" aria-labelledby="pad-label"></canvas>
          <div class="row"><button type="button" class="plain" id="undo">撤销一笔</button><button type="button" class="plain" id="clear">清除</button></div>
          ${message ? html`<p class="wrong" role="alert">${message}</p>` : ''}
          <button type="submit">确认签发 ${s.rows.length} 份</button>
        </form>
        <noscript><p class="wrong">手写签名需要浏览器允许脚本运行，请在浏览器设置中开启后重试。</p></noscript>
      </section>`,
    { script: '/public/sign.js' },
  )
}
const over = (r: Refusal): Markup => html`<div class="verdict wait" role="alert"><div><strong>${r.answer.says}</strong><p>${r.answer.way ?? ''}</p></div></div>`

export function signPages(app: FastifyInstance, house: House): void {
  const call = { principal: thePublic }
  app.get<{ Params: { token: string } }>('/sign/:token', async (request, reply) => {
    const { token } = request.params
    void reply.type('text/html').header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    try {
      const sheet = (await perform(house, signingSheetHandler, { ...call, input: { token }, ip: request.ip })) as SigningSheet
      return sheetPage(token, sheet, '', null)
    } catch (e) {
      if (!(e instanceof Refusal)) throw e
      return reply.status(e.status).send(page('签发确认', over(e)))
    }
  })
  app.post<{ Params: { token: string }; Body: Record<string, string> }>('/sign/:token', async (request, reply) => {
    const { token } = request.params
    const { digest = '', signerName = '', strokes = '[]' } = request.body ?? {}
    void reply.type('text/html').header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
    try {
      const { signed } = (await perform(house, signHandler, { ...call, input: { token, digest, signerName, strokes: strokesOf(strokes) }, key: `sign-${token}`.slice(0, 100), ip: request.ip })) as { signed: number }
      return page('签发完成', html`<div class="verdict good" role="status"><div><strong>已签发 ${signed} 份</strong><p>可以关闭本页，电脑上的页面会自动更新。</p></div></div>`)
    } catch (e) {
      if (!(e instanceof Refusal)) throw e
      // A field to mend shows the sheet again with what was typed; anything else ends here.
      if (e.answer.code !== 'invalid' && e.answer.code !== 'signature-empty') return reply.status(e.status).send(page('签发确认', over(e)))
      const sheet = await perform(house, signingSheetHandler, { ...call, input: { token }, ip: request.ip }).catch((x: unknown) => x)
      if (sheet instanceof Refusal) return reply.status(sheet.status).send(page('签发确认', over(sheet)))
      return reply.status(e.status).send(sheetPage(token, sheet as SigningSheet, signerName, e))
    }
  })
}
function strokesOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}
