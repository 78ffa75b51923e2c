import { expect, test, type Locator, type Page } from '@playwright/test'
import { site, submitSite, withdrawSite } from '#sites'
import { pathOf } from '#kit/pure/operation.ts'
import { byHand, menu, noViolations, rowOf, signIn, where } from './support.ts'

const account = 'S4111012569'
const certificate = '智能新能源汽车职业技能等级证书(初级)'
const name = `首都交通职业学院${certificate}考核站点`

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 } })

const own = (page: Page): Locator => rowOf(page, '考核站点', name)
async function asSchool(page: Page): Promise<void> {
  await signIn(page, 'school', account)
  await menu(page, '考务管理', '考核站点', '考核站点申报')
}
async function asBody(page: Page): Promise<Locator> {
  await signIn(page, 'awarding-body', 'org_guoqi')
  await menu(page, '考务管理', '考核站点', '考核站点审核')
  await own(page).getByRole('button', { name }).click()
  return page.getByRole('complementary', { name: '详情' })
}
/** 申报考核站点 with everything filled in but the button. */
async function fillSite(page: Page, address: string): Promise<Locator> {
  await page.getByRole('button', { name: '申报考核站点' }).first().click()
  const form = page.getByRole('dialog', { name: '申报考核站点' })
  await form.getByRole('combobox', { name: '考核证书' }).click()
  const offered = page.locator('.ant-select-dropdown:visible')
  await expect(offered).toContainText('50800001')
  await expect(offered).not.toContainText('50800003')
  await offered.locator('.ant-select-item-option').filter({ hasText: '50800001' }).click()
  await expect(form.getByLabel('考核站点名称')).toHaveValue(name)
  await expect(form.getByLabel('考核站点名称')).not.toBeEditable()
  await form.getByLabel('考点地址').fill(address)
  await form.getByLabel('可容纳考位数').fill('60')
  await form.getByLabel('负责人').fill('吴站长')
  await form.getByLabel('联系电话').fill('13800000303')
  return form
}
async function confirmed(page: Page, title: string): Promise<void> {
  const sure = page.getByRole('dialog', { name: title, exact: true })
  await noViolations(page)
  await sure.getByRole('button', { name: title }).click()
}
async function submitAgain(page: Page, address?: string): Promise<void> {
  await own(page).getByRole('button', { name: '编辑' }).click()
  const form = page.getByRole('dialog', { name: '编辑考核站点' })
  await expect(form.getByLabel('考核站点名称')).not.toBeEditable()
  await expect(form.getByLabel('考核证书')).not.toBeEditable()
  if (address) await form.getByLabel('考点地址').fill(address)
  await form.getByRole('button', { name: '提交并保存' }).click()
  await expect(own(page)).toContainText('待审核')
}

test('SC-05 P-5.2.4.1-01 P-5.2.4.1-02 P-5.2.4.1-03 P-5.2.4.1-05 P-5.2.4.1-09 only 试点证书 are offered, the name follows; 保存 and 删除', async ({ page }) => {
  await asSchool(page)
  await noViolations(page)
  const form = await fillSite(page, '北京市顺义区前进路17号实训楼')
  await noViolations(page)
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存，状态为未提交')).toBeVisible()
  await expect(own(page)).toContainText('未提交')
  await own(page).getByRole('button', { name: '删除' }).click()
  await confirmed(page, '删除')
  await expect(own(page)).toHaveCount(0)
})

test('SC-05 P-5.2.4.1-02 P-5.2.4.1-08 P-5.2.4.1-09 P-5.2.4.1-11 待审核 can only be withdrawn; 撤销 gives 未提交', async ({ page }) => {
  await asSchool(page)
  const form = await fillSite(page, '北京市顺义区前进路17号实训楼')
  await form.getByRole('button', { name: '提交并保存' }).click()
  await expect(own(page)).toContainText('待审核')
  await expect(own(page).getByRole('button', { name: '编辑' })).toHaveCount(0)
  await expect(own(page).getByRole('button', { name: '删除' })).toHaveCount(0)
  await own(page).getByRole('button', { name: '撤销' }).click()
  await confirmed(page, '撤销')
  await expect(own(page)).toContainText('未提交')
  await submitAgain(page)
  await noViolations(page)
})

test('SC-05 P-5.2.4.1-07 P-5.2.4.1-08 P-5.2.4.1-12 审核退回 with a reason, 编辑, 审核通过 gives 已启用', async ({ page }) => {
  let review = await asBody(page)
  await noViolations(page)
  await review.getByRole('button', { name: '审核退回' }).click()
  const asked = page.getByRole('dialog', { name: '审核退回' })
  await asked.getByRole('button', { name: '审核退回' }).click()
  await expect(asked.getByRole('alert')).toBeVisible()
  await noViolations(page)
  await asked.getByLabel('原因').fill('考点地址不明确')
  await asked.getByRole('button', { name: '审核退回' }).click()
  await expect(page.getByText(`已退回“${name}”`)).toBeVisible()

  await asSchool(page)
  await expect(own(page)).toContainText('审核退回')
  await own(page).getByRole('button', { name: '查看' }).click()
  await expect(page.getByRole('complementary', { name: '详情' })).toContainText('考点地址不明确')
  await noViolations(page)
  await page.getByRole('button', { name: '关闭', exact: true }).click()
  await submitAgain(page, '北京市顺义区前进路17号实训楼二层')

  review = await asBody(page)
  await review.getByRole('button', { name: '审核通过' }).click()
  await expect(page.getByText(`“${name}”审核通过，已启用`)).toBeVisible()
})

test('SC-05 P-5.2.4.1-04 P-5.2.4.1-10 P-5.2.4.1-11 P-0-08 what is approved cannot be withdrawn, declared again or deleted', async ({ page }) => {
  await asSchool(page)
  await expect(own(page)).toContainText('已启用')
  await own(page).getByRole('button', { name: '查看' }).click()
  await expect(page.getByRole('complementary', { name: '详情' })).toContainText(name)
  const id = new URL(page.url()).searchParams.get('open') ?? ''
  expect(await byHand(page, withdrawSite, { id })).toEqual({ status: 409, says: '该考核站点已审核，不能撤销' })
  const seen = await page.request.get(`${where().address}${pathOf(site)}?q=${encodeURIComponent(JSON.stringify({ id }))}`)
  const { credentialId } = (await seen.json()) as { credentialId: string }
  const again = { credentialId, regionCode: '110100', address: '北京市顺义区前进路21号', capacity: 40, managerName: '吴站长', managerMobile: '13800000303' }
  expect(await byHand(page, submitSite, again)).toEqual({ status: 409, says: '该证书已申报过考核站点，不能重复申报' })
  await page.getByRole('button', { name: '关闭', exact: true }).click()
  await page.getByRole('button', { name: '申报考核站点' }).first().click()
  const form = page.getByRole('dialog', { name: '申报考核站点' })
  await form.getByRole('combobox', { name: '考核证书' }).click()
  await expect(page.locator('.ant-select-dropdown:visible')).toContainText('没有可申报的证书')
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: '取消' }).click()
  await expect(form).toBeHidden()
  await page.getByRole('checkbox', { name: '选择第 1 条' }).check()
  await page.getByRole('button', { name: '批量删除考核站点 1 个' }).click()
  await confirmed(page, '批量删除考核站点 1 个')
  await expect(page.getByRole('dialog').filter({ hasText: '知道了' })).toContainText('仅未提交、审核退回的考核站点可删除')
  await noViolations(page)
})

test('SC-05 P-5.2.4.1-12 P-5.2.4.1-13 停用, 退回, a corrected address, 审核通过 again', async ({ page }) => {
  const review = await asBody(page)
  for (const act of ['停用', '退回']) {
    await review.getByRole('button', { name: act, exact: true }).click()
    const asked = page.getByRole('dialog', { name: act, exact: true })
    await asked.getByLabel('原因').fill('院校要求修改考点地址')
    await noViolations(page)
    await asked.getByRole('button', { name: act }).click()
    await expect(asked).toBeHidden()
  }
  await asSchool(page)
  await expect(own(page)).toContainText('审核退回')
  await submitAgain(page, '北京市顺义区前进路19号实训楼')
  await (await asBody(page)).getByRole('button', { name: '审核通过' }).click()
  await expect(page.getByText(`“${name}”审核通过，已启用`)).toBeVisible()
  await asSchool(page)
  await expect(own(page)).toContainText('已启用')
  await expect(own(page)).toContainText('前进路19号')
  await noViolations(page)
})
