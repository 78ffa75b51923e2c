import { expect, test, type Page } from '@playwright/test'
import { asPhone, body, fileOf, find, host, people, planName, reach } from './second-plan.ts'
import { choose, giveFile, menu, noViolations, rowOf, signIn, where, workbook, xlsx } from './support.ts'

const [good, alsoGood, failing, corrected, forgotten] = people
const subjects = [
  ['笔试科目', '50800001101', ['86', '72', '66', '55', '120']],
  ['实操科目', '50800001102', ['91', '80', '41', '77', '70']],
] as const

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 900 } })

async function asBody(page: Page, to: string): Promise<void> {
  await signIn(page, 'awarding-body', body)
  await menu(page, '考务管理', to)
}
/** 准考证号 by name, as the awarding body reads them in 科目成绩. */
async function ticketsOf(page: Page): Promise<string[]> {
  await find(page, '考试计划', planName)
  const tickets: string[] = []
  for (const p of people) {
    const row = rowOf(page, '科目成绩', p.name).filter({ hasText: planName }).first()
    await expect(row).toBeVisible()
    tickets.push(/\d{26}/.exec(await row.innerText())?.[0] ?? '')
  }
  return tickets
}
async function query(page: Page, name: string, idNo: string): Promise<void> {
  await page.goto(`${where().address}/score-query`)
  const numbers = [...((await page.locator('#code-question').innerText()).split('：').at(-1) ?? '')].map((c) => '零一二三四五六七八九'.indexOf(c)).filter((n) => n >= 0)
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('证件号码').fill(idNo)
  await page.getByRole('textbox', { name: '验证码' }).fill(String((numbers[0] ?? 0) + (numbers[1] ?? 0)))
  await page.getByRole('button', { name: '查询' }).click()
}

test('SC-09 P-5.2.9-03 in 成绩登记时间 scores come by subject; 120 of 100 is refused', async ({ page }) => {
  await reach('score_start')
  await asBody(page, '科目成绩')
  const tickets = await ticketsOf(page)
  for (const [name, number, scores] of subjects) {
    const rows = people.map((p, i) => [tickets[i] ?? '', p.name, number, name, scores[i] ?? ''])
    await page.getByRole('button', { name: '批量导入', exact: true }).click()
    const wizard = page.getByRole('dialog', { name: '科目成绩导入模板' })
    await choose(wizard, '考试计划', new RegExp(planName))
    await choose(wizard, '考试科目', new RegExp(name))
    await noViolations(page)
    await giveFile(wizard, '选择文件', xlsx(`${name}.xlsx`, await workbook(['准考证号', '姓名', '科目编号', '科目名称', '成绩'], rows)))
    if (name === '笔试科目') await expect(wizard.getByRole('table', { name: '有问题的行' })).toContainText('成绩超出范围', { timeout: 30_000 })
    await wizard.getByRole('button', { name: /^导入 \d+ 行/ }).click({ timeout: 30_000 })
    await expect(wizard.getByRole('status').filter({ hasText: name === '笔试科目' ? '成功4条，失败1条' : '成功5条，失败0条' })).toBeVisible({ timeout: 30_000 })
    await wizard.getByRole('button', { name: '完成' }).click()
    await expect(wizard).toBeHidden()
  }
})

test('SC-09 P-5.2.9-01 P-5.2.9-02 the school sees and exports the scores, and cannot import', async ({ page }) => {
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '科目成绩')
  await find(page, '考生姓名', good.name)
  await expect(rowOf(page, '科目成绩', '笔试科目').filter({ hasText: good.name })).toContainText(/86.*合格/s)
  await expect(page.getByRole('button', { name: '批量导入' })).toHaveCount(0)
  await noViolations(page)
  const file = await fileOf(page, page.getByRole('button', { name: '批量导出科目成绩' }))
  expect(file.name).toMatch(/\.xlsx$/)
})

test('SC-09 P-5.2.9-05 成绩查询 finds nothing before the 公示期; in it name and 证件号码 must both be right', async ({ page }) => {
  await asPhone(page)
  await query(page, good.name, good.idNo)
  await expect(page.getByText('未查询到成绩信息').first()).toBeVisible()
  await noViolations(page)
  await reach('public_start')
  await query(page, alsoGood.name, good.idNo)
  await expect(page.getByText('未查询到成绩信息').first()).toBeVisible()
  await query(page, good.name, good.idNo)
  await expect(page.getByRole('heading', { name: '查询结果' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: '笔试科目' })).toContainText('86')
  await expect(page.getByRole('main')).toContainText('已通过')
  await expect(page.getByRole('main')).not.toContainText(good.idNo)
  await noViolations(page)
})

test('SC-09 P-5.2.9-06 修改成绩 55 → 62 asks its reason and keeps both', async ({ page }) => {
  await asBody(page, '科目成绩')
  await find(page, '考生姓名', corrected.name)
  await rowOf(page, '科目成绩', '笔试科目').filter({ hasText: corrected.name }).getByRole('button', { name: '查看' }).click()
  const side = page.getByRole('complementary', { name: '详情' })
  await side.getByRole('button', { name: '修改成绩' }).click()
  const form = page.getByRole('dialog', { name: /^修改成绩/ })
  await form.getByLabel('成绩', { exact: true }).fill('62')
  await form.getByRole('button', { name: '确定' }).click()
  await expect(form).toContainText('请填写修改原因')
  await noViolations(page)
  await form.getByLabel('修改原因').fill('复核试卷，加分有误')
  await form.getByRole('button', { name: '确定' }).click()
  await expect(side).toContainText('55 → 62')
})

test('SC-09 P-5.2.10-01 P-5.2.10-02 P-5.2.10-04 考证结果: passed, corrected to passed, failed and without result', async ({ page }) => {
  await signIn(page, 'school', host)
  await menu(page, '考务管理', '考证结果')
  await find(page, '考试计划', planName)
  const expected = [[good, '已通过'], [alsoGood, '已通过'], [failing, '未通过'], [corrected, '已通过'], [forgotten, '未出结果']] as const
  for (const [p, status] of expected) await expect(rowOf(page, '考证结果', p.name).filter({ hasText: planName })).toContainText(status)
  await rowOf(page, '考证结果', failing.name).getByRole('button', { name: '查看' }).click()
  await expect(page.getByRole('complementary', { name: '详情' }).getByRole('row').filter({ hasText: '实操科目' })).toContainText(/41.*不合格/s)
  await noViolations(page)
})
