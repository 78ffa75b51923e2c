import { expect, test, type Page } from '@playwright/test'
import { answerCode, choose, firstSignIn, menu, noViolations, passwordIn, rowOf, shortMessage, signIn, typeInstant, where } from './support.ts'

const school = '首都交通职业学院'
const account = 'S4111012569'
const certificate = '智能新能源汽车职业技能等级证书(初级)'
const wide = { width: 1440, height: 900 }
const narrow = { width: 390, height: 844 }

/** The menu of a 试点院校 as far as its pages exist: §2.1 without 提交周报, so P3-2.4-03 (the whole platform) is not claimed. */
const schoolMenu = [
  '培训评价组织管理', '试点院校管理', '职业技能等级标准', '考核站点建设标准', '证书信息管理', '证书发放管理', '证书试点申报', '考试科目', '考试计划', '考生管理', '考核站点申报',
  '考核站点分配查询', '考场管理', '报考管理', '缴费管理', '考核站点编排', '考场编排', '排考明细', '科目成绩', '考证结果', '监考人员', '证书通过率统计', '用户管理',
]

/** The same page as a desk and as a phone show it. */
async function bothSizes(page: Page): Promise<void> {
  await noViolations(page)
  await page.setViewportSize(narrow)
  await noViolations(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
  await page.setViewportSize(wide)
}
async function fillRegistration(page: Page, mobile: string): Promise<void> {
  await page.goto(`${where().address}/register`)
  await choose(page, '所在省', '北京市')
  await choose(page, '所在市', '市辖区')
  await choose(page, '院校', new RegExp(school))
  await page.getByLabel('手机号').fill(mobile)
}
const day = (days: number): string => new Date(Date.now() + days * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)

test.describe.configure({ mode: 'serial' })
test.use({ viewport: wide })

test('SC-01 P-4.3-22 the province publishes a 申报批次 that asks for majors', async ({ page }) => {
  await signIn(page, 'province', 'prv_beijing')
  await menu(page, '证书管理', '申报计划管理')
  await page.getByRole('button', { name: '新增申报计划' }).first().click()
  const form = page.getByRole('dialog', { name: '新增申报计划' })
  await form.getByLabel('申报年度').fill(day(0).slice(0, 4))
  await form.getByLabel('申报批次').fill('第二批')
  await typeInstant(form, '申报开始时间', `${day(-1)} 08:00`)
  await typeInstant(form, '申报结束时间', `${day(10)} 17:00`)
  await form.getByRole('radiogroup', { name: '是否要求按专业填报' }).getByText('是', { exact: true }).click()
  await noViolations(page)
  await form.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('已保存，发布后本省院校可以看到')).toBeVisible()
  const row = rowOf(page, '申报计划', '第二批')
  await expect(row).toContainText('未发布')
  await row.getByRole('button', { name: '发布' }).click()
  const sure = page.getByRole('dialog', { name: '发布' })
  await noViolations(page)
  await sure.getByRole('button', { name: '发布' }).click()
  await expect(row).toContainText('进行中')
  await noViolations(page)
})

test('SC-01 P-1-06 P3-2.2-01 P3-2.2-02 P3-2.2-05 a school of the library registers; account and password go by short message only', async ({ page }) => {
  await page.goto(`${where().address}/login/school`)
  await expect(page.getByLabel('账号')).toBeVisible()
  await bothSizes(page)
  await page.getByRole('link', { name: '立即申报' }).click()
  await expect(page.getByText('如院校名称不存在或有误，请反馈给所在省级或地市级教育行政部门')).toBeVisible()
  await bothSizes(page)
  await fillRegistration(page, '1380')
  await answerCode(page)
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByText('手机号格式不正确')).toBeVisible()
  await bothSizes(page)
  await page.getByLabel('手机号').fill('13800000203')
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByRole('status').filter({ hasText: '注册成功' })).toContainText(school)
  await expect(page.getByRole('main')).not.toContainText(/密码：|初始密码/)
  await bothSizes(page)
})

test('SC-01 P3-2.2-03 a school registers once', async ({ page }) => {
  await fillRegistration(page, '13800000204')
  await answerCode(page)
  await page.getByRole('button', { name: '注册' }).click()
  await expect(page.getByText('该院校已注册，请直接登录')).toBeVisible()
})

test('SC-01 P-1-01 P-1-04 P-1-05 P3-2.3-01 P3-2.3-02 the new school sees its own pages only, and fills in 院校基础信息', async ({ page }) => {
  const message = await shortMessage(page, account)
  await noViolations(page)
  await firstSignIn(page, 'school', account, passwordIn(message))
  await expect(page.getByRole('heading', { name: '完善院校基础信息', level: 1 })).toBeVisible()
  await expect(page.getByRole('navigation', { name: '主菜单' }).getByRole('link')).toHaveText(['完善院校基础信息', '申报计划', '证书试点申报'])
  await bothSizes(page)
  const refused = await page.request.get(`${where().address}/api/candidates/list-candidates?q=%7B%7D`)
  expect(refused.status()).toBe(403)
  await page.goto(`${where().address}/candidates`)
  await expect(page.getByText('贵校尚未成为试点院校')).toBeVisible()
  await page.goto(`${where().address}/school-profile`)
  await expect(page.getByRole('main')).toContainText('4111012569')
  await choose(page, '院校类型', '高职专科')
  await page.getByLabel('院校地址').fill('北京市顺义区前进路17号')
  await page.getByLabel('联系人').fill('林教务')
  await page.getByLabel('联系电话').fill('13800000203')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: '查看申报计划' })).toBeVisible()
  await expect(rowOf(page, '申报计划', '第二批').getByRole('button', { name: '立即申报' })).toBeVisible()
  await noViolations(page)
})

test('SC-01 P-4.3-03 P-4.3-04 P-4.3-05 P-4.3-06 P-4.3-07 P-4.3-08 P-4.3-10 P-4.3-11 P-4.3-12 P-4.3-20 P3-2.3-05 申报 by majors: 保存, 编辑, 保存并提交', async ({ page }) => {
  await signIn(page, 'school', account)
  await menu(page, '申报计划')
  await rowOf(page, '申报计划', '第二批').getByRole('button', { name: '立即申报' }).click()
  await expect(page.getByRole('heading', { name: '申报证书试点', level: 1 })).toBeVisible()
  await choose(page, '选择试点证书', certificate, '智能新能源')
  await expect(page.getByText('颁证机构：国汽智能职业技能评价中心')).toBeVisible()
  await page.getByRole('button', { name: '保存并提交' }).click()
  for (const why of ['请选择拟申报专业', '请填写师资情况', '请填写场地情况']) await expect(page.getByText(why)).toBeVisible()
  await noViolations(page)
  await page.getByRole('button', { name: '选择专业' }).click()
  const majors = page.getByRole('dialog', { name: '选择专业' })
  await majors.getByLabel(/460702/).check()
  await majors.getByLabel(/500211/).check()
  await noViolations(page)
  await majors.getByRole('button', { name: '添加 2 个专业' }).click()
  for (const [code, students, teachers, heads] of [['460702', '120', '6', '60'], ['500211', '80', '4', '40']] as const) {
    await page.getByLabel(new RegExp(`${code}.* 本专业在校学生数`)).fill(students)
    await page.getByLabel(new RegExp(`${code}.* 本专业专任教师数`)).fill(teachers)
    await page.getByLabel(new RegExp(`${code}.* 申请培训人数`)).fill(heads)
  }
  await expect(page.getByLabel('申请培训总人数')).toHaveValue('100')
  await expect(page.getByLabel('申请培训总人数')).not.toBeEditable()
  await page.getByRole('textbox', { name: '师资情况' }).fill('专任教师10人，其中双师型8人。')
  await page.getByRole('textbox', { name: '场地情况' }).fill('新能源汽车实训室600平方米，工位24个。')
  await bothSizes(page)
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存，状态为未提交')).toBeVisible()
  const row = rowOf(page, '证书试点申报', certificate)
  await expect(row).toContainText('未提交')
  await noViolations(page)
  await row.getByRole('button', { name: '编辑' }).click()
  const form = page.getByRole('dialog', { name: '编辑证书试点申报' })
  await expect(form.getByLabel('申请培训总人数')).toHaveValue('100')
  await noViolations(page)
  await form.getByRole('button', { name: '保存并提交' }).click()
  await expect(row).toContainText('待初审')
  await expect(row.getByRole('button', { name: '编辑' })).toHaveCount(0)
  await expect(row.getByRole('button', { name: '查看' })).toBeVisible()
})

test('SC-01 P-4.3-14 the same certificate and level is declared once a year', async ({ page }) => {
  await signIn(page, 'school', account)
  await menu(page, '申报计划')
  await rowOf(page, '申报计划', '第二批').getByRole('button', { name: '立即申报' }).click()
  await choose(page, '选择试点证书', certificate, '智能新能源')
  await expect(page.getByText('该证书该等级本年度已申报，不能重复申报')).toBeVisible()
})

test('SC-01 P-4.3-01 P-4.3-24 P3-2.4-01 P3-2.4-02 the province approves fewer heads; the school is 试点院校 and has the menu of one', async ({ page }) => {
  await signIn(page, 'province', 'prv_beijing')
  await menu(page, '证书管理', '证书试点申报')
  await rowOf(page, '证书试点申报', school).getByRole('button', { name: '审核' }).click()
  const detail = page.getByRole('complementary', { name: '详情' })
  await detail.getByLabel(/460702.* 审核人数/).fill('61')
  await expect(detail.getByRole('alert')).toBeVisible()
  await noViolations(page)
  await detail.getByLabel(/460702.* 审核人数/).fill('50')
  await detail.getByRole('button', { name: /审核通过 90 人/ }).click()
  await expect(page.getByText(`已通过 ${school}，审核总人数 90 人`)).toBeVisible()
  await noViolations(page)

  await signIn(page, 'school', account)
  await menu(page, '证书管理', '证书试点申报')
  const row = rowOf(page, '证书试点申报', certificate)
  await expect(row).toContainText('审核通过')
  await expect(row.getByRole('cell', { name: '100', exact: true })).toBeVisible()
  await expect(row.getByRole('cell', { name: '90', exact: true })).toBeVisible()
  await row.getByRole('button', { name: '查看' }).click()
  await expect(page.getByRole('complementary', { name: '详情' })).toContainText('60→50')
  await noViolations(page)
  await expect(page.getByRole('navigation', { name: '主菜单' }).getByRole('link')).toHaveText(schoolMenu)
})
