import { z } from 'zod'
import { choice, id, instant, text, whole } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { OpenCredential, PlanDetail, PlanRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('pilots', words)
const keeper = [by('province', 'pilots.write', 'own')]
/** Schools and cities read what their province has published, also a school that is not 试点院校 yet (P3-2.3-02). */
const readers = [
  by('school', 'pilots.read', 'own', { beforePilot: true }),
  by('province', 'pilots.read', 'own'),
  by('city', 'pilots.read', 'own'),
]

const times = { startAt: instant('申报开始时间'), endAt: instant('申报结束时间') }
const endsAfterStart = (v: { startAt: string; endAt: string }): boolean => v.endAt > v.startAt
const timesMessage = { message: '结束时间必须晚于开始时间', path: ['endAt'] }
const planForm = {
  year: z.preprocess((v) => (v === '' ? undefined : v), whole('申报年度', 2000, 2100)),
  batch: text('申报批次', 30),
  ...times,
  isByMajor: z.boolean('请选择是否要求按专业填报'),
  needsCityReview: z.boolean('请选择是否要求地市级教育局审批'),
  scope: choice('开放证书范围', ['all', 'some']),
  credentialIds: z.array(z.uuid('请选择开放的证书')).max(2000).default([]),
}
const scopeFilled = (v: { scope: 'all' | 'some'; credentialIds: readonly string[] }): boolean =>
  v.scope === 'all' || v.credentialIds.length > 0
const scopeMessage = { message: '请选择开放的证书', path: ['credentialIds'] }

export const listPlans = read('listPlans', {
  label: '查看申报计划',
  who: readers,
  input: listQuery({ year: filterText, batch: filterText }),
  /** `hasNone`: the province has published nothing at all (P3-2.3-03). */
  answers: answers<ListPage<PlanRow> & { hasNone: boolean }>(),
})
export const plan = read('plan', {
  label: '查看',
  who: readers,
  input: z.object({ id: id('申报计划') }),
  answers: answers<PlanDetail>(),
})
export const findPublishedCredentials = read('findPublishedCredentials', {
  label: '选择开放的证书',
  who: [by('province', 'pilots.read', 'own')],
  input: z.object({ text: filterText }),
  answers: answers<{ credentials: OpenCredential[] }>(),
})
export const addPlan = write('addPlan', {
  label: '新增申报计划',
  who: keeper,
  input: z.object(planForm).refine(endsAfterStart, timesMessage).refine(scopeFilled, scopeMessage),
  answers: answers<{ id: string }>(),
  refuses: ['plan-exists', 'credential-not-published'],
})
export const editPlan = write('editPlan', {
  label: '编辑',
  who: keeper,
  input: z
    .object({ id: id('申报计划'), version: z.number().int(), ...planForm })
    .refine(endsAfterStart, timesMessage)
    .refine(scopeFilled, scopeMessage),
  answers: answers<{ version: number }>(),
  refuses: ['plan-exists', 'plan-published', 'credential-not-published'],
})
export const publishPlan = write('publishPlan', {
  label: '发布',
  who: keeper,
  input: z.object({ id: id('申报计划'), version: z.number().int() }),
  answers: answers<{ version: number }>(),
  refuses: ['end-passed', 'scope-empty', 'credential-not-published'],
  confirm: '发布后本省院校可以看到并申报，只能再修改申报时间。确定发布？',
})
export const changePlanTimes = write('changePlanTimes', {
  label: '修改申报时间',
  who: keeper,
  input: z.object({ id: id('申报计划'), version: z.number().int(), ...times }).refine(endsAfterStart, timesMessage),
  answers: answers<{ version: number }>(),
  refuses: ['plan-over', 'start-fixed'],
})
export const deletePlan = write('deletePlan', {
  label: '删除',
  who: keeper,
  input: z.object({ id: id('申报计划'), version: z.number().int() }),
  answers: answers<null>(),
  refuses: ['plan-begun', 'plan-declared'],
  confirm: '确定删除该申报计划？',
})
