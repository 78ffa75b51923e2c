import { expect, test, type Page } from '@playwright/test'
import { answerCode, choose, firstSignIn, menu, noViolations, passwordIn, rowOf, shortMessage, signIn, where } from './support.ts'

const school = '燕山工程职业学院'
const code = '4111019921'
const wide = { width: 1440, height: 900 }

test.describe.configure({ mode: 'serial' })
test.use({ viewport: wide })

async function searchInLibrary(page: Page): Promise<void> {
  await signIn(page, 'province', 'prv_beijing')
  await menu(page, '机构管理', '院校总库管理')
  await page.getByRole('button', { name: '新增' }).first().click()
  const form = page.getByRole('dialog', { name: '新增院校' })
  await form.getByLabel('院校名称').fill(school)
  await form.getByRole('button', { name: '查询' }).click()
}

test('SC-03 P3-2.2-01 P3-2.2-05 a school that is not in the library cannot be chosen, and the page says who adds it', async ({ page }) => {
  await page.goto(`${where().address}/register`)
  await choose(page, '所在省', '北京市')
  await choose(page, '所在市', '市辖区')
  const schools = page.getByRole('combobox', { name: '院校' })
  await schools.click()
  await schools.fill(school)
  await expect(page.locator('.ant-select-dropdown:visible').last()).toContainText('暂无数据')
  await page.keyboard.press('Escape')
  await expect(page.getByText('请反馈给所在省级或地市级教育行政部门')).toBeVisible()
  await noViolations(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await noViolations(page)
})

test('SC-03 P3-2.2-06 P3-2.2-07 the province does not find it, 平台运维 adds it to 全国院校库', async ({ page }) => {
  await searchInLibrary(page)
  await expect(page.getByText('未查询到该院校，请反馈给国开在线运维人员')).toBeVisible()
  await noViolations(page)

  await signIn(page, 'platform', 'ops_admin')
  await menu(page, '机构管理', '全国院校库')
  await page.getByRole('button', { name: '新增' }).first().click()
  const form = page.getByRole('dialog', { name: '新增院校' })
  await form.getByLabel('院校名称').fill(school)
  await form.getByLabel('院校代码').fill('41110')
  await choose(form, '所在省', '北京市')
  await choose(form, '所在市', '市辖区')
  await form.getByRole('button', { name: '保存' }).click()
  await expect(form.getByLabel('院校代码')).toHaveAttribute('aria-invalid', 'true')
  await noViolations(page)
  await form.getByLabel('院校代码').fill(code)
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已新增院校')).toBeVisible()
  await expect(rowOf(page, '院校', school)).toContainText(code)
  await noViolations(page)
})

test('SC-03 P3-2.2-06 the province adds it to 院校总库 once', async ({ page }) => {
  await searchInLibrary(page)
  const form = page.getByRole('dialog', { name: '新增院校' })
  const choice = new RegExp(`${school}（${code}`)
  await choose(form, '院校', choice)
  await expect(page.locator('.ant-select-dropdown:visible')).toHaveCount(0)
  await noViolations(page)
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已加入院校总库')).toBeVisible()
  await expect(rowOf(page, '院校', school)).toContainText('未注册')
  await noViolations(page)

  await searchInLibrary(page)
  await choose(form, '院校', choice)
  await form.getByRole('button', { name: '保存' }).click()
  await expect(form.getByText('该院校已在总库中')).toBeVisible()
})

test('SC-03 P-0-02 the city of the school sees it; authorities elsewhere do not', async ({ page }) => {
  await signIn(page, 'city', 'cty_beijing')
  await menu(page, '机构管理', '院校总库管理')
  await expect(rowOf(page, '院校', school)).toBeVisible()
  await noViolations(page)

  await signIn(page, 'platform', 'ops_admin')
  await menu(page, '机构管理', '教育行政部门管理')
  await page.getByRole('button', { name: '新增' }).first().click()
  const form = page.getByRole('dialog', { name: '新增教育行政部门' })
  await form.getByLabel('名称', { exact: true }).fill('河北省教育厅')
  await choose(form, '所在省', '河北省')
  await form.getByLabel('账号').fill('prv_hebei')
  await form.getByLabel('管理员姓名').fill('石省厅')
  await form.getByLabel('管理员手机号').fill('13800000131')
  await noViolations(page)
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已新增，初始密码已以短信发送')).toBeVisible()
  await firstSignIn(page, 'province', 'prv_hebei', passwordIn(await shortMessage(page, 'prv_hebei')))
  await menu(page, '机构管理', '院校总库管理')
  await expect(page.getByText('院校总库中还没有院校')).toBeVisible()
  await noViolations(page)
})

test('SC-03 P3-2.2-01 P3-2.2-02 the school registers', async ({ page }) => {
  await page.goto(`${where().address}/register`)
  await choose(page, '所在省', '北京市')
  await choose(page, '所在市', '市辖区')
  await choose(page, '院校', school, '燕山')
  await page.getByLabel('手机号').fill('13800000233')
  await answerCode(page)
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByRole('status').filter({ hasText: '注册成功' })).toContainText(school)
  expect(await shortMessage(page, `S${code}`)).toContain('密码：')
})
