import { expect, type Download, type Locator, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { demoPerson, type DemoPerson } from '../seeds/demo/people.ts'
import { pass, where } from './support.ts'

/** The plan of the demo world that is open for 报考; journeys 06 to 10 walk it from 报考 to certificates. */
export const planName = '2026年第二批次职业技能等级证书考试'
export const certName = '智能新能源汽车职业技能等级证书'
export const host = 'S4111010009'
export const body = 'org_guoqi'
/** Two who are certified, one who fails, one whose score is corrected, one whose 笔试 score is out of bounds. */
export const people = [31, 32, 33, 34, 35].map(demoPerson) as [DemoPerson, DemoPerson, DemoPerson, DemoPerson, DemoPerson]

type Bound = 'arrange_start' | 'score_start' | 'public_start' | 'public_end'
/** Moves the clock to one hour after a bound of the plan, however far earlier journeys have moved it. Never moves it back. */
export async function reach(bound: Bound): Promise<void> {
  const client = new pg.Client({ connectionString: where().adminUrl })
  await client.connect()
  const asked = `select extract(epoch from ${bound} + interval '1 hour' - kit.now())::float8 / 86400 as days from sessions.sessions where name = $1`
  const found = await client.query<{ days: number }>(asked, [planName]).finally(() => client.end())
  const days = found.rows[0]?.days
  if (days === undefined) throw new Error(`no plan ${planName}`)
  if (days > 0) await pass(days)
}
/** Types into a filter of the list and asks. */
export async function find(page: Page, filter: string, text: string): Promise<void> {
  const search = page.getByRole('search')
  await search.getByLabel(filter, { exact: true }).fill(text)
  await search.getByRole('button', { name: '查询' }).click()
  await expect(page).toHaveURL(new RegExp(encodeURIComponent(text).slice(0, 9)))
}
/** Presses what makes a file, waits until it comes by itself, and reads it. */
export async function fileOf(page: Page, button: Locator): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download', { timeout: 60_000 })
  await button.click()
  const file: Download = await coming
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}
/** A public or signing page as a phone shows it. */
export const asPhone = (page: Page): Promise<void> => page.setViewportSize({ width: 390, height: 844 })
