import { expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import { asPhone, body, fileOf, find, host, people, reach } from './second-plan.ts'
import { menu, noViolations, rowOf, signIn, where } from './support.ts'

const two = people.slice(0, 2)
const holder = people[0]

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 } })

async function open(page: Page, as: 'awarding-body' | 'school', tab: string): Promise<void> {
  await signIn(page, as, as === 'school' ? host : body)
  await menu(page, '证书管理', '证书发放管理')
  await page.getByRole('group', { name: '按状态查看' }).getByRole('button', { name: tab }).click()
}
const of = (page: Page, name: string): Locator => rowOf(page, '颁证记录', name)
/** Ticks the two records and presses the act on both. */
async function pressForTwo(page: Page, act: string): Promise<void> {
  for (const p of two) await of(page, p.name).getByRole('checkbox').check()
  await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: act }).click()
}
/** Follows the link of the QR on a phone, reads the list, signs by hand. */
async function signOnPhone(browser: Browser, url: string, signer: string): Promise<void> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  const phone = await context.newPage()
  await phone.goto(url)
  const names = phone.getByRole('region', { name: '签发名单' })
  for (const p of two) {
    await expect(names).toContainText(p.name)
    await expect(names).not.toContainText(p.idNo)
  }
  await noViolations(phone)
  await phone.getByLabel('签发人姓名').fill(signer)
  const pad = phone.getByRole('img', { name: /^手写签名/ })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('no pad')
  for (const line of [0.3, 0.5, 0.7]) {
    await phone.mouse.move(box.x + box.width * 0.15, box.y + box.height * line)
    await phone.mouse.down()
    for (let i = 1; i <= 14; i++) await phone.mouse.move(box.x + box.width * (0.15 + i * 0.05), box.y + box.height * (line + (i % 2) * 0.15))
    await phone.mouse.up()
  }
  await phone.getByRole('button', { name: '确认签发 2 份' }).click()
  await expect(phone.getByRole('status')).toContainText('已签发 2 份')
  await noViolations(phone)
  await context.close()
}
/** 批量确认签发 › 确认签发: shows the code; gives the address that it holds. */
async function showCode(page: Page): Promise<string> {
  await pressForTwo(page, '批量确认签发 2 份')
  const dialog = page.getByRole('dialog', { name: '签发 2 份证书' })
  await dialog.getByRole('button', { name: '确认签发' }).click()
  await expect(dialog.getByRole('img', { name: '签字二维码' })).toBeVisible()
  return (await dialog.getByRole('link', { name: '签字页面' }).getAttribute('href')) ?? ''
}

test('SC-10 P-4.2.1-02 P-4.2.1-03 P-4.2.1-05 P-5.2.10-05 获取待发证记录: nobody in the 公示期, then two, and one whose information is not accurate', async ({ page }) => {
  await open(page, 'awarding-body', '培训评价组织待签发')
  await page.getByRole('button', { name: '获取待发证记录' }).click()
  await expect(page.getByRole('dialog', { name: '获取待发证记录' }).getByRole('status')).toContainText('没有符合条件的考生')
  await reach('public_end')
  await open(page, 'awarding-body', '培训评价组织待签发')
  await page.getByRole('button', { name: '获取待发证记录' }).click()
  const fetching = page.getByRole('dialog', { name: '获取待发证记录' })
  await expect(fetching.getByRole('status')).toContainText(/2 人可发证，1人由于信息未完善不允许发证/)
  await noViolations(page)
  expect((await fileOf(page, fetching.getByRole('button', { name: '下载可发证名单' }))).name).toMatch(/\.xlsx$/)
  await fetching.getByRole('button', { name: '确认生成' }).click()
  await expect(page.getByText('本次新增2条')).toBeVisible()
  for (const p of two) await expect(of(page, p.name)).toContainText('培训评价组织待签发')
  await expect(of(page, people[3].name)).toHaveCount(0)
  await noViolations(page)
})

test('SC-10 P-4.2.1-08 P-4.2.1-09 P-4.2.1-11 the awarding body signs by QR; a closed code changes nothing', async ({ page, browser }) => {
  await open(page, 'awarding-body', '培训评价组织待签发')
  await showCode(page)
  await noViolations(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: '签发 2 份证书' })).toBeHidden()
  await page.reload()
  for (const p of two) await expect(of(page, p.name)).toContainText('培训评价组织待签发')
  await signOnPhone(browser, await showCode(page), '赵评价')
  for (const p of two) await expect(of(page, p.name)).toHaveCount(0)
  await page.getByRole('group', { name: '按状态查看' }).getByRole('button', { name: '考核站点待签发' }).click()
  for (const p of two) await expect(of(page, p.name)).toContainText('考核站点待签发')
  await expect(page.getByRole('button', { name: '签发', exact: true })).toHaveCount(0)
})

test('SC-10 P-4.2.3-01 P-4.2.3-02 the site signs after it', async ({ page, browser }) => {
  await open(page, 'school', '考核站点待签发')
  await noViolations(page)
  await signOnPhone(browser, await showCode(page), '孙站长')
  await page.getByRole('group', { name: '按状态查看' }).getByRole('button', { name: '证书待发放' }).click()
  for (const p of two) await expect(of(page, p.name)).toContainText('待发放')
})

test('SC-10 P-4.2.5-01 P-4.2.5-04 P-4.2.5-06 批量发放电子证书: produced, sealed, 完成发放', async ({ page }) => {
  await open(page, 'awarding-body', '证书待发放')
  await pressForTwo(page, '批量发放电子证书')
  const sure = page.getByRole('dialog', { name: '批量发放电子证书' })
  await expect(sure).toContainText('将 2 份作为电子证书发放，是否确认？')
  await noViolations(page)
  await sure.getByRole('button', { name: '批量发放电子证书' }).click()
  await expect(page.getByText('2 份证书生成中')).toBeVisible()
  await page.getByRole('group', { name: '按状态查看' }).getByRole('button', { name: '完成发放' }).click()
  for (const p of two)
    await expect(async () => {
      await find(page, '考生姓名', p.name)
      await expect(of(page, p.name)).toContainText('电子证书', { timeout: 3_000 })
    }).toPass({ timeout: 60_000 })
})

test('SC-10 P-4.2.7-01 P-4.2.7-02 P-4.2.7-05 P-5.2.9-08 the school downloads the PDF, sees 上链信息, and anyone finds the certificate', async ({ page }) => {
  await open(page, 'school', '完成发放')
  await find(page, '考生姓名', holder.name)
  const file = await fileOf(page, of(page, holder.name).getByRole('link', { name: '下载电子证书' }))
  expect(file.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  await of(page, holder.name).getByRole('button', { name: '查看' }).click()
  const side = page.getByRole('complementary', { name: '详情' })
  for (const told of ['区块高度', '块哈希', '交易哈希', '赵评价', '孙站长']) await expect(side).toContainText(told)
  await noViolations(page)
  const serialNo = /证书编号\s*(\w+)/.exec(await side.innerText())?.[1] ?? ''

  await asPhone(page)
  await page.goto(`${where().address}/verify`)
  await noViolations(page)
  await page.getByLabel('证书编号').fill(serialNo)
  await page.getByLabel('姓名').fill(holder.name)
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByRole('status')).toContainText('有效')
  await expect(page.getByRole('main')).toContainText('区块高度')
  await expect(page.getByRole('main')).not.toContainText(holder.idNo)
  await noViolations(page)
  await page.goto(`${where().address}/verify`)
  await page.getByLabel('电子证书 PDF').setInputFiles({ name: file.name, mimeType: 'application/pdf', buffer: file.bytes })
  await page.getByRole('button', { name: '查验文件' }).click()
  await expect(page.getByRole('status')).toContainText('有效')
})
