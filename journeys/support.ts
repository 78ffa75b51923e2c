import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'
import pg from 'pg'
import { writeSheet } from '#packages/sheet-file/index.ts'
import { demoPassword } from '../seeds/demo/stage.ts'

interface Where {
  readonly address: string
  readonly adminUrl: string
}
export const where = (): Where => JSON.parse(readFileSync(join(tmpdir(), 'jianheng-journeys.json'), 'utf8')) as Where
const digits = '零一二三四五六七八九'
export type Entrance = 'school' | 'awarding-body' | 'province' | 'city' | 'platform'

/** Answers the picture code by its question in words, as somebody would who cannot see the picture. */
export async function answerCode(page: Page): Promise<void> {
  const swap = page.getByRole('button', { name: '看不清图片？改为文字题' })
  if (await swap.isVisible()) await swap.click()
  const question = (await page.locator('.question').innerText()).trim()
  const numbers = [...question].filter((c) => digits.includes(c)).map((c) => digits.indexOf(c))
  await page.getByLabel('文字题').fill(String((numbers[0] ?? 0) + (numbers[1] ?? 0)))
}
export async function signIn(page: Page, entrance: Entrance, account: string, password: string = demoPassword): Promise<void> {
  await page.context().clearCookies()
  await page.goto(`${where().address}/login/${entrance}`)
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await answerCode(page)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('button', { name: '登录' })).toBeHidden()
}
/** Goes through the menu by its words; groups that are closed are opened. */
export async function menu(page: Page, ...labels: string[]): Promise<void> {
  const nav = page.getByRole('navigation', { name: '菜单' }).or(page.getByRole('navigation')).first()
  for (const [i, label] of labels.entries()) {
    const last = i === labels.length - 1
    if (last) await nav.getByRole('link', { name: label, exact: true }).or(nav.getByRole('menuitem', { name: label, exact: true })).first().click()
    else {
      const group = nav.getByRole('button', { name: label, exact: true })
      if ((await group.count()) > 0 && (await group.first().getAttribute('aria-expanded')) === 'false') await group.first().click()
    }
  }
}
/** Moves the one clock of the demo world by days. */
export async function pass(days: number): Promise<void> {
  await admin((c) => c.query(`update kit.world set clock_offset = clock_offset + ($1 || ' days')::interval`, [String(days)]))
}
export async function admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: where().adminUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
/** A workbook as a clerk would have it: titles in any order, text cells. */
export const workbook = (titles: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> =>
  buffer(writeSheet({ sheets: [{ name: 'Sheet1', columns: titles.map((title) => ({ title, text: true })), rows: rows.map((r) => [...r]) }] }))

/** 0 axe violations (wcag2a–22aa) in what is on screen now. */
export async function noViolations(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const engine = (window as unknown as { axe: { run(o: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
    const result = await engine.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)
  })
  expect(found).toEqual([])
}
