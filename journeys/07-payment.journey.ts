import { expect, test, type Page } from '@playwright/test'
import { body, certName, fileOf, find, host, people, planName } from './second-plan.ts'
import { choose, menu, noViolations, rowOf, signIn } from './support.ts'

const generate = '按证书报考生生成缴费申请单'

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 } })

async function asSchool(page: Page): Promise<void> {
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '缴费管理')
}
/** 生成, chosen by plan and certificate; the new number. */
async function generated(page: Page): Promise<string> {
  await page.getByRole('button', { name: generate }).click()
  const form = page.getByRole('dialog', { name: generate })
  await choose(form, '考试计划', new RegExp(planName))
  await choose(form, '考核证书', new RegExp(`${certName}.*50800001`))
  await expect(form).toContainText(/将生成 5 人，总费用 1,?000\.00 元/)
  await noViolations(page)
  await form.getByRole('button', { name: '确定' }).click()
  const made = page.getByRole('complementary', { name: '详情' }).getByRole('heading', { name: /^JF\d+$/ })
  const number = await made.innerText()
  await noViolations(page)
  await page.getByRole('button', { name: '关闭', exact: true }).click()
  return number
}

test('SC-07 P-5.2.7-02 P-5.2.7-04 an order of five heads; registrations in it stay; deleted and made again it has a new number', async ({ page }) => {
  await asSchool(page)
  await noViolations(page)
  const number = await generated(page)
  await expect(rowOf(page, '缴费申请单', number)).toContainText(planName)
  await expect(rowOf(page, '缴费申请单', number)).toContainText(/5.*1,?000\.00.*未确认/s)
  await menu(page, '报考管理')
  await find(page, '考试计划', planName)
  const stays = rowOf(page, '报考信息', people[0].name).first().getByRole('button', { name: '删除' })
  await expect(stays).toHaveAccessibleDescription('该报考信息已生成缴费申请单，请先删除缴费申请单')
  await menu(page, '缴费管理')
  await rowOf(page, '缴费申请单', number).getByRole('button', { name: '删除' }).click()
  await page.getByRole('dialog', { name: '删除' }).getByRole('button', { name: '删除' }).click()
  await expect(rowOf(page, '缴费申请单', number)).toHaveCount(0)
  expect(await generated(page)).not.toBe(number)
})

test('SC-07 P-5.2.7-06 P-5.2.7-08 the awarding body exports and confirms', async ({ page }) => {
  await signIn(page, 'awarding-body', body)
  await menu(page, '考务管理', '缴费管理')
  const file = await fileOf(page, page.getByRole('button', { name: '批量导出缴费申请单' }))
  expect(file.name).toContain('.xlsx')
  await rowOf(page, '缴费申请单', planName).getByRole('checkbox').check()
  await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '批量确认缴费 1 笔' }).click()
  const sure = page.getByRole('dialog', { name: '确认缴费 1 笔' })
  await expect(sure).toContainText('确认缴费后不可撤回')
  await noViolations(page)
  await sure.getByRole('button', { name: '确认缴费 1 笔' }).click()
  await expect(page.getByText('已确认缴费 1 笔')).toBeVisible()
  await expect(rowOf(page, '缴费申请单', planName)).toContainText('已确认')
})

test('SC-07 P-5.2.7-07 P-5.2.6-14 what is confirmed stays: the order and the paid registrations', async ({ page }) => {
  await asSchool(page)
  await expect(rowOf(page, '缴费申请单', planName)).toContainText('已确认')
  await expect(rowOf(page, '缴费申请单', planName).getByRole('button', { name: '删除' })).toHaveAttribute('aria-disabled', 'true')
  await menu(page, '报考管理')
  await find(page, '考试计划', planName)
  for (const p of people) await expect(rowOf(page, '报考信息', p.name).first()).toContainText('已缴费')
  const stays = rowOf(page, '报考信息', people[0].name).first().getByRole('button', { name: '删除' })
  await expect(stays).toHaveAccessibleDescription('已排考或已缴费的报考信息不能删除')
  await noViolations(page)
})
