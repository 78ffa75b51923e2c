import { expect, test, type Page } from '@playwright/test'
import { demoPerson } from '../seeds/demo/people.ts'
import { body, certName, find, host, people, planName } from './second-plan.ts'
import { choose, giveFile, menu, noViolations, rowOf, signIn, workbook, xlsx } from './support.ts'

const titles = ['姓名', '证件类型', '证件号码', '证书编号', '报考证书', '证书等级']
const rowFor = (p: { name: string; idNo: string }): string[] => [p.name, '身份证', p.idNo, '50800001', certName, '初级']
const [first, second] = people

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 } })

async function asSchool(page: Page): Promise<void> {
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '报考管理')
  await expect(page.getByRole('heading', { name: '报考管理', level: 1 })).toBeVisible()
}

test('SC-06 P-5.2.3-13 two of the candidates are certified before they register', async ({ page }) => {
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '考生管理')
  for (const p of [first, second]) {
    await find(page, '姓名', p.name)
    await rowOf(page, '考生', p.name).getByRole('button', { name: '认证' }).click()
    await expect(rowOf(page, '考生', p.name)).toContainText('信息准确', { timeout: 30_000 })
  }
})

test('SC-06 P-5.2.6-02 P-5.2.6-05 P-5.2.6-12 按证书导入: the plan first; five register, two are refused with their reasons', async ({ page }) => {
  await asSchool(page)
  await noViolations(page)
  await page.getByRole('button', { name: '批量导入报考' }).click()
  await page.getByRole('menuitem', { name: '按证书导入' }).click()
  const wizard = page.getByRole('dialog', { name: '批量导入报考 › 按证书导入' })
  const file = xlsx('报考.xlsx', await workbook(titles, [...people, demoPerson(700), first].map(rowFor)))
  await giveFile(wizard, '选择文件', file)
  await expect(wizard.getByRole('alert')).toContainText('请先选择考试计划')
  await choose(wizard, '考试计划', new RegExp(planName))
  await noViolations(page)
  await giveFile(wizard, '选择文件', file)
  const faults = wizard.getByRole('table', { name: '有问题的行' })
  await expect(faults).toContainText('考生不存在，请先在考生管理中新增', { timeout: 30_000 })
  await expect(faults).toContainText('该考生已报考该证书')
  await wizard.getByRole('button', { name: '导入 5 行，跳过 2 行' }).click()
  await expect(wizard.getByRole('status').filter({ hasText: '成功5条，失败2条' })).toBeVisible({ timeout: 30_000 })
  await noViolations(page)
  await wizard.getByRole('button', { name: '完成' }).click()
})

test('SC-06 P-5.2.6-01 P-5.2.6-02 P-5.2.6-12 each has both subjects, 未排考 and 未缴费; 导入记录 keeps the count', async ({ page }) => {
  await asSchool(page)
  await find(page, '考试计划', planName)
  for (const p of people) {
    const rows = rowOf(page, '报考信息', p.name)
    await expect(rows).toHaveCount(2)
    for (const subject of ['笔试科目', '实操科目']) await expect(rows.filter({ hasText: subject })).toContainText(/未排考\s*未缴费/)
  }
  await page.getByRole('button', { name: '批量导入报考' }).click()
  await page.getByRole('menuitem', { name: '导入记录' }).click()
  await expect(rowOf(page, '导入记录', '报考.xlsx').first()).toContainText(/按证书.*5.*2/)
  await noViolations(page)
})

test('SC-06 P-5.2.6-18 P-5.2.5-01 the awarding body reads the registrations; the school has its room', async ({ page }) => {
  await signIn(page, 'awarding-body', body)
  await menu(page, '考务管理', '报考管理')
  await find(page, '考试计划', planName)
  await expect(rowOf(page, '报考信息', first.name)).toHaveCount(2)
  await expect(page.getByRole('button', { name: '批量导入报考' })).toHaveCount(0)
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '考场管理')
  await expect(page.getByRole('row').filter({ hasText: planName })).toContainText('笔试实操考场101')
  await noViolations(page)
})
