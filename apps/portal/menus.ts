import type { Principal } from '../../kit/pure/who.ts'

/** The manual's menu as data (spec/pilot.md section 2). A leaf whose page nobody registered, or may not be opened, is not shown. */
export type MenuEntry = MenuGroup | MenuLeaf
export interface MenuGroup {
  readonly label: string
  readonly entries: readonly MenuEntry[]
}
export interface MenuLeaf {
  readonly label: string
  readonly path: string
}
const group = (label: string, ...entries: MenuEntry[]): MenuGroup => ({ label, entries })
const leaf = (label: string, path: string): MenuLeaf => ({ label, path })

const statistics = group('统计分析', leaf('证书通过率统计', '/statistics'))
const standards = group('标准管理', leaf('职业技能等级标准', '/standards'), leaf('考核站点建设标准', '/site-standards'))
const arrangement = group(
  '排考管理',
  leaf('考核站点编排', '/site-arrangements'),
  leaf('考场编排', '/room-arrangements'),
  leaf('排考明细', '/seats'),
)

const school: readonly MenuEntry[] = [
  group('机构管理', leaf('培训评价组织管理', '/awarding-bodies'), leaf('试点院校管理', '/schools')),
  standards,
  group(
    '证书管理',
    leaf('证书信息管理', '/credentials'),
    leaf('证书发放管理', '/issuance'),
    leaf('证书试点申报', '/declarations'),
  ),
  group(
    '考务管理',
    leaf('考试科目', '/subjects'),
    leaf('考试计划', '/exam-plans'),
    leaf('考生管理', '/candidates'),
    group('考核站点', leaf('考核站点申报', '/sites'), leaf('考核站点分配查询', '/site-assignments')),
    leaf('考场管理', '/rooms'),
    leaf('报考管理', '/enrolments'),
    leaf('缴费管理', '/fees'),
    arrangement,
    leaf('科目成绩', '/scores'),
    leaf('考证结果', '/results'),
    leaf('监考人员', '/invigilators'),
  ),
  group('周报管理', leaf('提交周报', '/weekly-reports')),
  statistics,
  group('系统管理', leaf('用户管理', '/users')),
]

// P-1-04: a school that is not 试点院校 yet sees only the pages of M3 §2.
const schoolBeforePilot: readonly MenuEntry[] = [
  leaf('完善院校基础信息', '/school-profile'),
  leaf('申报计划', '/declaration-plans'),
  leaf('证书试点申报', '/declarations'),
]

const awardingBody: readonly MenuEntry[] = [
  group('机构管理', leaf('培训评价组织管理', '/awarding-bodies'), leaf('试点院校管理', '/schools')),
  standards,
  group(
    '证书管理',
    leaf('证书信息管理', '/credentials'),
    leaf('证书发放管理', '/issuance'),
    leaf('证书试点申报', '/declarations'),
  ),
  group(
    '考务管理',
    leaf('考试科目', '/subjects'),
    leaf('考试计划', '/exam-plans'),
    leaf('考生管理', '/candidates'),
    group('考核站点', leaf('考核站点审核', '/sites'), leaf('考核站点分配', '/site-assignments')),
    leaf('考场管理', '/rooms'),
    leaf('报考管理', '/enrolments'),
    leaf('缴费管理', '/fees'),
    arrangement,
    leaf('科目成绩', '/scores'),
    leaf('考证结果', '/results'),
    leaf('监考人员', '/invigilators'),
  ),
  statistics,
  group('系统管理', leaf('用户管理', '/users')),
]

const province: readonly MenuEntry[] = [
  group('机构管理', leaf('院校总库管理', '/school-library'), leaf('试点院校管理', '/schools')),
  group(
    '证书管理',
    leaf('申报计划管理', '/declaration-plans'),
    leaf('证书试点申报', '/declarations'),
    // A14: the province sees approved and registered heads side by side.
    leaf('审核人数与报考人数', '/enrolments/heads'),
  ),
  group('周报管理', leaf('周报设置', '/weekly-report-settings'), leaf('周报审核', '/weekly-reports')),
  statistics,
  group('系统管理', leaf('用户管理', '/users'), leaf('地市账号管理', '/city-accounts')),
]

const city: readonly MenuEntry[] = [
  group('机构管理', leaf('院校总库管理', '/school-library')),
  group('证书管理', leaf('证书试点申报', '/declarations'), leaf('申报计划', '/declaration-plans')),
  group('系统管理', leaf('用户管理', '/users')),
]

const platform: readonly MenuEntry[] = [
  group(
    '机构管理',
    leaf('全国院校库', '/national-schools'),
    leaf('院校注册账号', '/school-accounts'),
    leaf('培训评价组织管理', '/awarding-bodies'),
    leaf('教育行政部门管理', '/authorities'),
  ),
  group('证书管理', leaf('证书信息管理', '/credentials'), leaf('专业目录', '/majors')),
  group(
    '系统管理',
    leaf('角色管理', '/roles'),
    leaf('用户管理', '/users'),
    leaf('外部接口任务', '/outside-jobs'),
    leaf('操作日志', '/audit'),
  ),
]

/** The whole tree of one kind of actor; what is shown is decided by `shownTo`. */
export function menuOf(principal: Pick<Principal, 'actor' | 'isPilot'>): readonly MenuEntry[] {
  switch (principal.actor) {
    case 'school':
      return principal.isPilot ? school : schoolBeforePilot
    case 'awarding-body':
      return awardingBody
    case 'province':
      return province
    case 'city':
      return city
    case 'platform':
      return platform
    default:
      return []
  }
}

/** Drops the leaves that cannot be opened and the groups that are left empty. */
export function shownTo(entries: readonly MenuEntry[], opens: (path: string) => boolean): MenuEntry[] {
  return entries.flatMap((e): MenuEntry[] => {
    if (!('entries' in e)) return opens(e.path) ? [e] : []
    const inner = shownTo(e.entries, opens)
    return inner.length > 0 ? [{ ...e, entries: inner }] : []
  })
}

export interface FoundLeaf extends MenuLeaf {
  /** 考务管理 › 排考管理 */
  readonly trail: readonly string[]
}
export const leavesOf = (entries: readonly MenuEntry[], trail: readonly string[] = []): FoundLeaf[] =>
  entries.flatMap((e) => ('entries' in e ? leavesOf(e.entries, [...trail, e.label]) : [{ ...e, trail }]))
