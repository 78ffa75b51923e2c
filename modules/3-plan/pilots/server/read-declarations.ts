import { fullNameOf } from '#packages/regions/index.ts'
import { maskMobile } from '#packages/id-number/index.ts'
import { schoolOf } from '#organisations/server'
import type { InputOf } from '#kit/pure/operation.ts'
import { handle } from '#kit/server/handle.ts'
import { listPage } from '#kit/server/list.ts'
import { phaseSql } from '#kit/server/phases.ts'
import type { Scope } from '#kit/server/scope.ts'
import { timelineOf } from '#kit/server/steps.ts'
import { contains, maybe, rows, sql, type Sql } from '#kit/server/sql.ts'
import type { DeclarationDetail, DeclarationRow, DeclaredMajor, PlanRow } from '../model.ts'
import { declaration, listDeclarations } from '../operations.ts'
import { editVerdict } from '../rules.ts'
import { declarationFlow, planPhases, reviewSteps } from '../workflow.ts'
import { hasCity, ofDeclaration } from './store.ts'

/** turnOf() as SQL; a story compares the two. */
export const turnSql = sql`case d.status when 'first-review' then case when p.needs_city_review and ${hasCity} then 'city' else 'province' end
  when 'second-review' then 'province' when 'approved' then null else 'school' end`
const columns = sql`d.id, d.plan_id as "planId", d.year, p.batch, d.school_id as "schoolId", s.name as "schoolName", d.region_code as "regionCode",
  d.credential_id as "credentialId", c.name as "certName", c.level as "certLevel", b.name as "awardingBodyName", d.apply_total as "applyTotal",
  d.approved_total as "approvedTotal", d.status, d.was_returned as "wasReturned", ${turnSql} as turn, d.supplement_until as "supplementUntil",
  d.submitted_at as "submittedAt", d.version, d.created_at as "createdAt", p.start_at as "planStart", p.end_at as "planEnd", p.status as "planStatus"`
export const declarationFrom = sql`pilots.declarations d join pilots.plans p on p.id = d.plan_id join organisations.organisations s on s.id = d.school_id
  join organisations.organisations b on b.id = d.awarding_body_id join credentials.credentials c on c.id = d.credential_id`

export type DeclarationFilter = InputOf<typeof listDeclarations>['filter']
/** What the list and its export find for this question. */
export const declarationWhere = (scope: Scope, f: DeclarationFilter): (Sql | null)[] => [
  ofDeclaration(scope),
  f.year ? sql`d.year::text = ${f.year}` : null,
  f.batch ? contains(sql`p.batch`, f.batch) : null,
  f.certName ? contains(sql`c.name`, f.certName) : null,
  f.certLevel ? sql`c.level = ${f.certLevel}` : null,
  f.status ? sql`d.status = ${f.status}` : null,
  f.schoolName ? contains(sql`s.name`, f.schoolName) : null,
  f.city ? sql`left(d.region_code, 4) = ${f.city.slice(0, 4)}` : null,
]
const isReviewer = (scope: Scope): boolean => scope.principal.actor === 'province' || scope.principal.actor === 'city'
/** Reviewers see first what waits for them; everybody else sees the states. */
export const declarationTab = (scope: Scope): { by: Sql; codes: string[] } =>
  isReviewer(scope)
    ? {
        by: sql`case when ${turnSql} = ${scope.principal.actor} then 'to-review' when d.status in ('first-review', 'second-review') then 'in-review' else d.status end`,
        codes: ['to-review', 'in-review', 'approved', 'returned', 'draft'],
      }
    : { by: sql`d.status`, codes: ['draft', 'first-review', 'second-review', 'approved', 'returned'] }

type Read = Omit<DeclarationRow, 'cityName' | 'edit'> & {
  regionCode: string
  planStart: string
  planEnd: string
  planStatus: PlanRow['status']
}
function shown({ regionCode, planStart, planEnd, planStatus, ...row }: Read, now: string): DeclarationRow {
  const plan = { status: planStatus, startAt: planStart, endAt: planEnd }
  return { ...row, cityName: fullNameOf(regionCode) ?? regionCode, edit: editVerdict({ ...row, plan }, now) }
}

export const readDeclarations = handle(listDeclarations, async ({ input, scope, tx, now }) => {
  const page = await listPage<Read>(tx, input, {
    columns,
    from: declarationFrom,
    where: declarationWhere(scope, input.filter),
    id: sql`d.id`,
    sorts: {
      createdAt: { by: sql`d.created_at`, type: 'timestamptz' },
      submittedAt: { by: sql`coalesce(d.submitted_at, d.created_at)`, type: 'timestamptz' },
      year: { by: sql`d.year`, type: 'int' },
      certName: { by: sql`c.name`, type: 'text' },
      schoolName: { by: sql`s.name`, type: 'text' },
    },
    defaultSort: '-createdAt',
    tab: declarationTab(scope),
  })
  return { ...page, rows: page.rows.map((r) => shown(r, now)) }
})

export const declaredMajors = sql`select m.id, m.code, m.version_name as "versionName", m.name, m.edu_level as "eduLevel", dm.student_count as "studentCount",
  dm.teacher_count as "teacherCount", dm.apply_count as "applyCount", dm.approved_count as "approvedCount"
  from pilots.declaration_majors dm join credentials.majors m on m.id = dm.major_id`

/** P-4.3-19: 院校基本信息, 联系人信息, 申报明细, 审核信息记录. */
export const readDeclaration = handle(
  declaration,
  async ({ input, scope, tx, now, refuse }): Promise<DeclarationDetail> => {
    type Plan = Pick<PlanRow, 'isByMajor' | 'needsCityReview' | 'phase'>
    const found = await maybe<Read & Plan & { teacherInfo: string; siteInfo: string }>(
      tx,
      sql`select ${columns}, d.teacher_info as "teacherInfo", d.site_info as "siteInfo", p.is_by_major as "isByMajor", p.needs_city_review as "needsCityReview",
          ${phaseSql(planPhases, { startAt: sql`p.start_at`, endAt: sql`p.end_at` }, now)} as phase
        from ${declarationFrom} where d.id = ${input.id} and ${ofDeclaration(scope)}`,
    )
    if (!found) return refuse('not-found')
    const { teacherInfo, siteInfo, isByMajor, needsCityReview, phase, ...row } = found
    const school = (await schoolOf(tx, row.schoolId)) ?? refuse('not-found')
    const majors = await rows<DeclaredMajor>(
      tx,
      sql`${declaredMajors} where dm.declaration_id = ${row.id} order by dm.position`,
    )
    const timeline = await timelineOf(tx, declarationFlow, row.id)
    return {
      ...shown(row, now),
      plan: { startAt: row.planStart, endAt: row.planEnd, isByMajor, needsCityReview, phase },
      majors,
      teacherInfo,
      siteInfo,
      school: {
        name: school.name,
        code: school.code,
        region: fullNameOf(school.cityCode) ?? school.cityCode,
        schoolType: school.schoolType,
        address: school.address,
        legalPerson: school.legalPerson,
      },
      contact: {
        name: school.contactName,
        mobile: school.contactMobile ? maskMobile(school.contactMobile) : null,
        email: school.contactEmail,
      },
      timeline: timeline.filter((e) => reviewLabels.has(e.label)),
    }
  },
)
const reviewLabels: ReadonlySet<string> = new Set(
  reviewSteps.map((s) => (s === 'extend' ? '设置补正截止时间' : declarationFlow.steps[s].label)),
)
