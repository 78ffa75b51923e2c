import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, type Locator, type Page } from '@playwright/test'
import axe from 'axe-core'
import { pathOf, type Operation } from '#kit/pure/operation.ts'
import { writeSheet } from '#packages/sheet-file/index.ts'
import { passDays } from '../seeds/demo/admin.ts'
import { demoPassword } from '../seeds/demo/stage.ts'

interface Where {
  readonly address: string
  readonly adminUrl: string
}
export const where = (): Where => JSON.parse(readFileSync(join(tmpdir(), 'jianheng-journeys.json'), 'utf8')) as Where
const digits = '零一二三四五六七八九'
/** A file as a person picks it. */
export interface GivenFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}
export type Entrance = 'school' | 'awarding-body' | 'province' | 'city' | 'platform'

/** Answers the picture code by its question in words, as somebody would who cannot see the picture. */
export async function answerCode(page: Page): Promise<void> {
  const swap = page.getByRole('button', { name: '看不清图片？改为文字题' })
  if (await swap.isVisible()) await swap.click()
  await expect(page.locator('.question')).not.toBeEmpty()
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
/** A first or reset password: sign in, 修改密码, sign in anew with the password of all demo accounts. */
export async function firstSignIn(page: Page, entrance: Entrance, account: string, first: string): Promise<void> {
  await signIn(page, entrance, account, first)
  await expect(page.getByRole('heading', { name: '修改密码', level: 1 })).toBeVisible()
  await noViolations(page)
  await page.getByLabel('原密码').fill(first)
  await page.getByLabel('新密码', { exact: true }).fill(demoPassword)
  await page.getByLabel('再输一次').fill(demoPassword)
  await page.getByRole('main').getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('密码已修改，用新密码登录')).toBeVisible()
  await signIn(page, entrance, account)
}
/** The newest short message with this text, read in 平台运维 › 外部接口任务. Ends signed in as 平台运维. */
export async function shortMessage(page: Page, text: string): Promise<string> {
  await signIn(page, 'platform', 'ops_admin')
  await menu(page, '系统管理', '外部接口任务')
  const rows = page.getByRole('table', { name: '短信' }).getByRole('row').filter({ hasText: text })
  await expect(rows.first()).toBeVisible()
  return rows.first().innerText()
}
export const passwordIn = (message: string): string => {
  const password = /密码：(\w+)/.exec(message)?.[1]
  if (!password) throw new Error(`no password in: ${message}`)
  return password
}
/** Goes through the menu by its words; groups that are closed are opened. */
export async function menu(page: Page, ...labels: string[]): Promise<void> {
  const nav = page.getByRole('navigation', { name: '主菜单' })
  for (const [i, label] of labels.entries()) {
    if (i === labels.length - 1) {
      await nav.getByRole('link', { name: label, exact: true }).click()
      continue
    }
    const group = nav.getByRole('button', { name: label, exact: true })
    await expect(group).toBeVisible()
    if ((await group.getAttribute('aria-expanded')) === 'false') await group.click()
  }
}
/** Chooses in a list that opens under its label; `typed` first looks it up. */
export async function choose(within: Page | Locator, label: string, option: string | RegExp, typed?: string): Promise<void> {
  const box = within.getByRole('combobox', { name: label })
  await box.click()
  if (typed) await box.fill(typed)
  const page = 'page' in within ? within.page() : within
  // The open list stands at the end of the page, outside the form that it belongs to.
  const wanted = typeof option === 'string' ? new RegExp(`^${option.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) : option
  await page.locator('.ant-select-dropdown:visible:not(.ant-slide-up-leave) .ant-select-item-option').filter({ hasText: wanted }).first().click()
}
/** Types an instant of Asia/Shanghai, 2026-11-26 09:00, as the field shows it. */
export async function typeInstant(within: Page | Locator, label: string, text: string): Promise<void> {
  const field = within.getByLabel(label)
  await field.fill(text)
  await field.press('Enter')
  await expect(field).toHaveValue(text)
}
/** The row of a list in which this text stands. */
export const rowOf = (page: Page, list: string, text: string | RegExp): Locator =>
  page.getByRole('table', { name: list, exact: true }).getByRole('row').filter({ hasText: text })
/** Moves the one clock of the demo world by days. */
export const pass = (days: number): Promise<void> => passDays(where().adminUrl, days)
/** Presses the button that asks for a file, and gives it. */
export async function giveFile(within: Page | Locator, button: string, file: GivenFile): Promise<void> {
  const page = 'page' in within ? within.page() : within
  const asked = page.waitForEvent('filechooser')
  await within.getByRole('button', { name: button }).click()
  await (await asked).setFiles({ name: file.name, mimeType: file.mimeType, buffer: file.buffer })
}
/** 批量导入: choose, look at what was checked, import what is good. Leaves the result open. */
export async function importFile(page: Page, button: string, file: GivenFile, result: string): Promise<Locator> {
  await page.getByRole('button', { name: button, exact: true }).click()
  const wizard = page.getByRole('dialog', { name: button })
  await giveFile(wizard, '选择文件', file)
  await wizard.getByRole('button', { name: /^导入 \d+ 行/ }).click({ timeout: 30_000 })
  await expect(wizard.getByRole('status').filter({ hasText: result })).toBeVisible({ timeout: 30_000 })
  return wizard
}
/** Sends a write past the page, as somebody might who builds the request by hand; the answer with its status. */
export async function byHand(page: Page, operation: Operation, input: object): Promise<{ status: number; says: string }> {
  const headers = { 'idempotency-key': randomUUID(), origin: where().address }
  const response = await page.request.post(where().address + pathOf(operation), { data: input, headers })
  const body = (await response.json()) as { says?: string }
  return { status: response.status(), says: body.says ?? '' }
}
export const xlsx = (name: string, buffer: Buffer): GivenFile => ({ name, buffer, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' })

/** A workbook as a clerk would have it: titles in any order, text cells. */
export const workbook = (titles: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> =>
  buffer(writeSheet({ sheets: [{ name: 'Sheet1', columns: titles.map((title) => ({ title, text: true })), rows: rows.map((r) => [...r]) }] }))

/** 0 axe violations (wcag2a–22aa) in what is on screen now. */
export async function noViolations(page: Page): Promise<void> {
  // What is still fading in or out has colours that nobody reads.
  await page.waitForFunction(() =>
    document.getAnimations().every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().iterations === Infinity),
  )
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const engine = (window as unknown as { axe: { run(o: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe
    const result = await engine.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
    return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)
  })
  expect(found).toEqual([])
}
