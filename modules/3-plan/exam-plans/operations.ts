import { z } from 'zod'
import { ids, instant, money, optionalText, reason, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import { boundLabels, bounds, stages, type Bound } from '#sessions'
import type { AssignableSite, PlaceRow, PlanChoices, PlanDetail, PlanRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('exam-plans', words)
const readers = [by('school', 'plans.read', 'own'), by('awarding-body', 'plans.read', 'own')]
const organiser = [by('awarding-body', 'plans.write', 'own')]
const versioned = { id: z.uuid(), version: z.number().int() }

export const listPlans = read('listPlans', {
  label: '考试计划',
  who: readers,
  input: listQuery({
    number: filterText,
    name: filterText,
    certName: filterText,
    awardingBody: filterText,
    year: filterText,
    stage: z.enum(stages.map((s) => s.code) as [string, ...string[]]).optional(),
  }),
  answers: answers<ListPage<PlanRow>>(),
})
export const plan = read('plan', {
  label: '查看',
  who: readers,
  input: z.object({ id: z.uuid() }),
  answers: answers<PlanDetail>(),
})
export const planChoices = read('planChoices', {
  label: '考试证书与科目',
  who: organiser,
  input: z.object({}),
  answers: answers<PlanChoices>(),
})
/** 试点院校 that hold at least one of the certificates. */
export const schoolChoices = read('schoolChoices', {
  label: '参考院校',
  who: organiser,
  input: z.object({ credentialIds: z.array(z.uuid()).max(50), name: filterText }),
  answers: answers<{ readonly schools: readonly { readonly id: string; readonly name: string }[] }>(),
})

const empty = (v: unknown): unknown => (v === '' || v === undefined ? null : v)
const optionalInstant = (label: string) => z.preprocess(empty, instant(label).nullable())
const optionalMoney = z.preprocess(empty, money('费用').nullable())
const windows = z.object(
  Object.fromEntries(bounds.map((b) => [b, optionalInstant(boundLabels[b])])) as Record<
    Bound,
    ReturnType<typeof optionalInstant>
  >,
)
const planFields = {
  name: text('考试计划名称', 100),
  year: z.coerce.number('请选择年度').int('请选择年度').min(2000, '年度格式不正确').max(2100, '年度格式不正确'),
  windows,
  lines: z
    .array(
      z.object({
        credentialId: z.uuid('请选择考试证书'),
        modes: z.array(z.enum(['certificate', 'subject'])).max(2),
        fee: optionalMoney,
        subjects: z
          .array(
            z.object({
              subjectId: z.uuid('请选择考试科目'),
              startsAt: optionalInstant('考试开始时间'),
              endsAt: optionalInstant('考试结束时间'),
              fee: optionalMoney,
            }),
          )
          .max(50),
      }),
    )
    .max(50, '一个考试计划最多50个证书'),
  isAllSchools: z.boolean(),
  schoolIds: z.array(z.uuid()).max(5000).default([]),
  isPayRequired: z.boolean().default(false),
  payMethod: optionalText('缴费方式', 500),
  notice: z.string().max(50_000, '考试须知过长').default(''),
}
export const savePlan = write('savePlan', {
  label: '保存',
  who: organiser,
  input: z.object({ id: z.uuid().optional(), version: z.number().int().optional(), ...planFields }),
  answers: answers<{ id: string }>(),
  refuses: ['name-taken'],
})
export const publishPlan = write('publishPlan', {
  label: '发布',
  who: organiser,
  input: z.object(versioned),
  answers: answers<{ done: true }>(),
  confirm: '发布后参考院校会收到通知，考试证书和科目不能再修改，是否确认？',
})
export const changePlanTimes = write('changePlanTimes', {
  label: '修改时间',
  who: organiser,
  input: z.object({
    ...versioned,
    windows,
    sittings: z
      .array(z.object({ id: z.uuid(), startsAt: instant('考试开始时间'), endsAt: instant('考试结束时间') }))
      .max(500),
  }),
  answers: answers<{ done: true }>(),
  refuses: ['nothing-changed'],
})
export const cancelPlan = write('cancelPlan', {
  label: '取消',
  who: organiser,
  input: z.object({ ...versioned, reason: reason('请填写取消原因') }),
  answers: answers<{ done: true }>(),
  refuses: ['has-enrolments'],
  confirm: '取消后该考试计划不能恢复，参考院校会收到通知，是否确认？',
})
export const setFees = write('setFees', {
  label: '设置费用标准',
  who: organiser,
  input: z.object({
    ...versioned,
    payMethod: optionalText('缴费方式', 500),
    lines: z
      .array(
        z.object({
          id: z.uuid(),
          fee: optionalMoney,
          subjects: z.array(z.object({ id: z.uuid(), fee: optionalMoney })).max(50),
        }),
      )
      .max(50),
  }),
  answers: answers<{ done: true }>(),
})

// 考核站点分配 stands in the menu 考核站点, so it goes by that right
export const listPlaces = read('listPlaces', {
  label: '考核站点分配',
  who: [by('school', 'sites.read', 'own'), by('awarding-body', 'sites.read', 'own')],
  input: listQuery({
    planName: filterText,
    planNumber: filterText,
    certName: filterText,
    schoolName: filterText,
    siteName: filterText,
    kind: z.enum(['own', 'borrowed', 'none']).optional(),
  }),
  answers: answers<ListPage<PlaceRow>>(),
})
const assigners = [by('awarding-body', 'sites.write', 'own')]
export const assignableSites = read('assignableSites', {
  label: '可分配的考核站点',
  who: assigners,
  input: z.object({ credentialId: z.uuid(), name: filterText }),
  answers: answers<{ readonly sites: readonly AssignableSite[] }>(),
})
const place = { sessionId: z.uuid('请选择考试计划'), credentialId: z.uuid('请选择考核证书'), schoolIds: ids }
export const assignSite = write('assignSite', {
  label: '分配',
  who: assigners,
  input: z.object({ ...place, siteId: z.uuid('请选择考核站点') }),
  answers: answers<{ assigned: number }>(),
  refuses: ['already-seated', 'site-not-usable', 'site-of-other-credential', 'not-participating', 'not-published'],
})
export const unassignSite = write('unassignSite', {
  label: '取消分配',
  who: assigners,
  input: z.object(place),
  answers: answers<{ unassigned: number }>(),
  refuses: ['already-seated', 'not-published'],
  confirm: '取消分配后，有本校已启用考核站点的院校在本校考试，没有的院校未分配考核站点，是否确认？',
})
