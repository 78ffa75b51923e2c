import type { FastifyInstance, FastifyRequest } from 'fastify'
import { pictureCodeHandler } from '#accounts/server'
import { idTypes } from '#people'
import { resultStates, type FoundResult, type FoundResults } from '#results'
import { queryScoresHandler } from '#results/server'
import { Refusal } from '#kit/pure/refusal.ts'
import { thePublic, type House } from '#kit/server/context.ts'
import { perform } from '#kit/server/handle.ts'
import { html, page, raw, type Markup } from './html.ts'

interface Picture {
  readonly id: string
  readonly svg: string
  readonly question: string
}
type Typed = Readonly<Record<string, string | undefined>>
const title = '成绩查询'

/** The form; after a refusal it keeps what was typed and asks a new code, since a code is good for one try. */
function formOf(picture: Picture, typed: Typed, refusal: Refusal | null): Markup {
  const at = (path: string): string | undefined => refusal?.answer.fields?.find((f) => f.path === path)?.message
  const code = at('code') ?? at('codeId') ?? (refusal?.answer.code === 'wrong-code' ? refusal.answer.says : undefined)
  const wrong = (path: string, message: string | undefined): Markup | string =>
    message ? html`<p class="wrong" id="${path}-wrong">${message}</p>` : ''
  const marks = (path: string, message: string | undefined): Markup =>
    message ? html`aria-invalid="true" aria-describedby="${path}-wrong"` : html``
  const elsewhere = refusal && !refusal.answer.fields && refusal.answer.code !== 'wrong-code'
  return html`<section>
    <h1>${title}</h1>
    <p class="hint">成绩自考试计划的公示期开始后可以查询，姓名和证件号码须与报考时一致。</p>
    ${elsewhere ? html`<p class="wrong" role="alert">${refusal.answer.says}。${refusal.answer.way ?? ''}</p>` : ''}
    <form method="post" action="/score-query">
      <label for="name">姓名</label>
      <input id="name" name="name" value="${typed['name'] ?? ''}" maxlength="50" autocomplete="name" ${marks('name', at('name'))} />${wrong('name', at('name'))}
      <label for="idType">证件类型</label>
      <select id="idType" name="idType" ${marks('idType', at('idType'))}>
        ${idTypes.map((x) => html`<option ${x === typed['idType'] ? raw('selected') : ''}>${x}</option>`)}
      </select>${wrong('idType', at('idType'))}
      <label for="idNo">证件号码</label>
      <input id="idNo" name="idNo" value="${typed['idNo'] ?? ''}" maxlength="40" autocomplete="off" ${marks('idNo', at('idNo'))} />${wrong('idNo', at('idNo'))}
      <label for="code">验证码</label>
      <div class="picture" role="img" aria-label="验证码图片，看不清可回答下面的文字题">${raw(picture.svg)}</div>
      <p class="hint" id="code-question">看不清图片？改答这道题：${picture.question}</p>
      <input type="hidden" name="codeId" value="${picture.id}" />
      <input id="code" name="code" maxlength="20" autocomplete="off" autocapitalize="off" spellcheck="false" ${code ? marks('code', code) : html`aria-describedby="code-question"`} />${wrong('code', code)}
      <div class="row"><button type="submit">查询</button></div>
    </form>
    <p class="hint"><a href="/score-query">换一张验证码</a></p>
  </section>`
}

const passed = (is: boolean | null): string => (is === null ? '—' : is ? '合格' : '不合格')
const resultOf = (r: FoundResult): Markup => html`<section>
  <h2>${r.planName}</h2>
  <dl>
    <dt>证书</dt><dd>${r.certName}（${r.certLevel}）</dd>
    <dt>考核状态</dt><dd><strong>${resultStates[r.status].label}</strong>${r.isFinal ? '' : '（公示期内，以公示期结束后的结果为准）'}</dd>
  </dl>
  <table>
    <thead><tr><th scope="col">科目</th><th scope="col">成绩</th><th scope="col">是否合格</th></tr></thead>
    <tbody>${r.subjects.map((s) => html`<tr><td>${s.name}</td><td>${s.score ?? '未登记'}</td><td>${passed(s.isPassed)}</td></tr>`)}</tbody>
  </table>
</section>`
const found = (f: FoundResults): Markup => html`<h1>查询结果</h1>
  <section><dl><dt>姓名</dt><dd>${f.name}</dd><dt>证件号码</dt><dd>${f.idMasked}</dd></dl></section>
  ${f.results.map(resultOf)}
  <p class="hint">对成绩有疑问可在公示期内联系培训评价组织查证。</p>
  <p><a href="/score-query">再查一个</a></p>`

/** 官网 › 成绩查询 (P-5.2.9-05): plain forms, nothing needs a script. */
export function scorePages(app: FastifyInstance, house: House): void {
  const form = async (request: FastifyRequest, typed: Typed, refusal: Refusal | null): Promise<string> => {
    const picture = (await perform(house, pictureCodeHandler, { principal: thePublic, input: {}, ip: request.ip })) as Picture
    return page(title, formOf(picture, typed, refusal))
  }
  app.get('/score-query', async (request, reply) =>
    reply.type('text/html').header('cache-control', 'no-store').send(await form(request, {}, null)),
  )
  app.post('/score-query', async (request, reply) => {
    const { name, idType, idNo, codeId, code } = (request.body ?? {}) as Typed
    const typed = { name, idType, idNo }
    void reply.type('text/html').header('cache-control', 'no-store')
    try {
      const input = { ...typed, codeId, code }
      const answer = await perform(house, queryScoresHandler, { principal: thePublic, input, ip: request.ip })
      return page('查询结果', found(answer as FoundResults))
    } catch (e) {
      if (!(e instanceof Refusal)) throw e
      return reply.status(e.status).send(await form(request, typed, e))
    }
  })
}
