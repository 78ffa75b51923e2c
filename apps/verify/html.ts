/** Text that goes into a page is escaped; only what `html` made, or `raw` by name, is markup. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
const escaped = (v: unknown): string => {
  if (v instanceof Markup) return v.text
  if (Array.isArray(v)) return v.map(escaped).join('')
  if (v === null || v === undefined || v === false) return ''
  return String(v).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}
export const html = (parts: TemplateStringsArray, ...values: unknown[]): Markup =>
  new Markup(parts.reduce((all, part, i) => all + part + (i < values.length ? escaped(values[i]) : ''), ''))
/** Markup made elsewhere by us (a drawn picture code). */
export const raw = (text: string): Markup => new Markup(text)

export const page = (title: string, body: Markup, options: { script?: string } = {}): string =>
  `<!doctype html>${
    html`<html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · 鉴衡</title>
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/public/public.css" />
        ${options.script ? raw(`<script src="${options.script}" defer></script>`) : ''}
      </head>
      <body>
        <header>
          <a href="/"><img src="/mark.svg" alt="" width="24" height="24" />鉴衡</a>
          <nav aria-label="公共查询"><a href="/verify">证书查询</a><a href="/score-query">成绩查询</a></nav>
        </header>
        <main>${body}</main>
        <footer>查验结果以本页为准；离线验证见<a href="/verify#offline">说明</a></footer>
      </body>
    </html>`.text
  }`
