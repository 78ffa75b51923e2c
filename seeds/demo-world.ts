import type { Principal } from '#kit/pure/who.ts'
import type { Program } from '../apps/server/program.ts'
import { makeCatalogue, type Catalogue } from './demo/catalogue.ts'
import { enrol, enterCandidates, makePlan, makeRooms } from './demo/examination.ts'
import { arrangeAll, certify, enterScores } from './demo/outcome.ts'
import { demoPassword, stageOver, type Stage } from './demo/stage.ts'

interface First {
  readonly loginName: string
  readonly password: string
}
const daysBack = 75

/**
 * The demo world, made through the operations that people press. Its story begins 75 days ago: the demo clock is set back, the
 * first examination goes its whole way to certificates while the clock comes forward, and ends at the present.
 */
export async function makeDemoWorld(program: Program, first: First): Promise<string[]> {
  console.log('正在建立演示环境……')
  const stage = stageOver(program.house)
  const ops: Principal = await stage.firstSignIn('platform', first.loginName, first.password)
  await stage.pass(ops, -daysBack)
  const c = await makeCatalogue(stage, ops)
  await firstExamination(stage, ops, c)
  await secondExamination(stage, c)
  return accountTable(program.address)
}

/** Registered 65 days ago, sat 45 days ago, certificates in every state today. */
async function firstExamination(stage: Stage, ops: Principal, c: Catalogue): Promise<void> {
  await stage.pass(ops, 5)
  const exam = await makePlan(stage, c, '2026年第一批次职业技能等级证书考试', { register: [0, 10], arrange: [12, 15], written: 20, practical: 21, score: [23, 30], publication: [32, 40] })
  await makeRooms(stage, c, exam, [['笔试实操考场101', 20], ['笔试实操考场102', 20]])
  await enterCandidates(stage, c.host, 0, 18, true)
  await enterCandidates(stage, c.guest, 100, 8, true)
  await enrol(stage, c, exam, c.host, 0, 18)
  await enrol(stage, c, exam, c.guest, 100, 8)
  await stage.pass(ops, 13)
  await arrangeAll(stage, c, exam)
  await stage.pass(ops, 12)
  await enterScores(stage, c, exam)
  await stage.pass(ops, 16)
  await certify(stage, c)
  await stage.pass(ops, daysBack - 46)
}

/** Open today: what a visitor walks through. */
async function secondExamination(stage: Stage, c: Catalogue): Promise<void> {
  const exam = await makePlan(stage, c, '2026年第二批次职业技能等级证书考试', { register: [0, 14], arrange: [16, 20], written: 25, practical: 26, score: [28, 35], publication: [37, 45] })
  await makeRooms(stage, c, exam, [['笔试实操考场101', 30]])
  await enterCandidates(stage, c.host, 30, 10, false)
}

const accounts = [
  ['平台运维', 'platform', 'ops_admin'],
  ['省厅（北京市教育委员会）', 'province', 'prv_beijing'],
  ['地市（北京市市辖区教育局）', 'city', 'cty_beijing'],
  ['培训评价组织（国汽智能）', 'awarding-body', 'org_guoqi'],
  ['试点院校（北方工业大学）', 'school', 'S4111010009'],
  ['试点院校（京华职业学院，借考）', 'school', 'S4111014073'],
] as const
const accountTable = (address: string): string[] => [
  `演示账号，密码都是 ${demoPassword}：`,
  ...accounts.map(([who, entrance, login]) => `  ${login.padEnd(14)} ${`${address}/login/${entrance}`.padEnd(44)} ${who}`),
  `  首都交通职业学院尚未注册，可在 ${address}/register 体验注册；短信在 平台运维 › 外部接口任务 中查看。`,
  `证书查验：${address}/verify`,
]
