import { expect, test, type Page } from '@playwright/test'
import { body, fileOf, find, host, people, planName, reach } from './second-plan.ts'
import { menu, noViolations, rowOf, signIn } from './support.ts'

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 } })

async function asBody(page: Page): Promise<void> {
  await signIn(page, 'awarding-body', body)
  await menu(page, '考务管理', '排考管理', '考核站点编排')
  await find(page, '考试计划', planName)
}

test('SC-08 P-5.2.8.1-02 before 排考时间 nothing can be arranged, and the button says why', async ({ page }) => {
  await asBody(page)
  const row = rowOf(page, '考试科目', '笔试科目').filter({ hasText: planName })
  await expect(row).toContainText('未开始')
  await expect(row.getByRole('button', { name: '排考' })).toHaveAccessibleDescription(/^当前不在排考时间内/)
  await noViolations(page)
})

test('SC-08 P-5.2.8.1-06 P-5.2.8.1-02 in 排考时间 both subjects are arranged, five candidates each', async ({ page }) => {
  await reach('arrange_start')
  await asBody(page)
  for (const subject of ['笔试科目', '实操科目']) {
    const row = rowOf(page, '考试科目', subject).filter({ hasText: planName })
    await expect(row).toContainText('未排考')
    await row.getByRole('checkbox').check()
  }
  await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '排考 2 个科目' }).click()
  await expect(page.getByText('已排 10 人')).toBeVisible()
  for (const subject of ['笔试科目', '实操科目']) await expect(rowOf(page, '考试科目', subject).filter({ hasText: planName })).toContainText('已排完')
  await rowOf(page, '考试科目', '笔试科目').filter({ hasText: planName }).getByRole('button', { name: '查看' }).click()
  await expect(page.getByRole('complementary', { name: '详情' })).toContainText('5 / 5')
  await noViolations(page)
})

test('SC-08 P-5.2.8.2-01 P-5.2.8.2-05 P-5.2.8.2-06 the host prints 考场签到表 and 准考证 of its room', async ({ page }) => {
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '排考管理', '考场编排')
  await find(page, '考试计划', planName)
  const row = rowOf(page, '考场', '笔试科目').filter({ hasText: planName })
  await expect(row).toContainText('笔试实操考场101')
  await row.getByRole('checkbox').check()
  const papers = page.getByRole('region', { name: '批量操作' })
  await noViolations(page)
  for (const paper of ['下载考场签到表', '导出准考证']) {
    const file = await fileOf(page, papers.getByRole('button', { name: paper }))
    expect(file.name).toMatch(/\.pdf$/)
    expect(file.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  }
})

test('SC-08 P-5.2.8.3-01 P-5.2.8.1-09 排考明细: seat, and one 准考证号 of 26 digits for both subjects', async ({ page }) => {
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '排考管理', '排考明细')
  await find(page, '考生姓名', people[0].name)
  const rows = rowOf(page, '考生', people[0].name).filter({ hasText: planName })
  await expect(rows).toHaveCount(2)
  const tickets = (await rows.allInnerTexts()).map((t) => t.match(/\d{26}/g)?.at(-1))
  expect(tickets[0]).toMatch(/^\d{26}$/)
  expect(tickets[1]).toBe(tickets[0])
  await expect(rows.first()).toContainText('待考试')
  await noViolations(page)
})
