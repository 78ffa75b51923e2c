import { z } from 'zod'
import { id, mobile, nothing, optionalText, pattern, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by, everyActor, type Grant } from '#kit/pure/who.ts'
import type { AccountRow, AuditRow, LoginRow, RoleRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('accounts', words)
const admins: Grant[] = (['school', 'awarding-body', 'province', 'city', 'platform'] as const).map((a) => by(a, 'users.write', 'own'))
const one = z.object({ id: id('账号'), version: z.number().int() })

const accountFields = {
  name: text('姓名', 50),
  mobile: mobile(),
  mobileCode: pattern('验证码', /^\d{6}$/, '验证码错误'),
  roleId: z.uuid('请选择角色'),
  isCertManager: z.boolean('请选择证书负责人'),
  charge: z.array(z.uuid()).max(200).default([]),
}
export const accounts = read('accounts', {
  label: '用户管理',
  who: admins,
  input: listQuery({ loginName: filterText, name: filterText, status: z.enum(['active', 'suspended']).optional() }),
  answers: answers<ListPage<AccountRow>>(),
})
export const account = read('account', { label: '查看', who: admins, input: z.object({ id: id('账号') }), answers: answers<AccountRow>() })
export const roleChoices = read('roleChoices', { label: '角色', who: admins, input: nothing, answers: answers<{ id: string; name: string }[]>() })
export const sendMobileCode = write('sendMobileCode', {
  label: '获取验证码',
  who: admins,
  input: z.object({ mobile: mobile() }),
  answers: answers<{ to: string }>(),
  refuses: ['too-often'],
})
export const addAccount = write('addAccount', {
  label: '新增',
  who: admins,
  input: z.object({ loginName: pattern('账号', /^[A-Za-z0-9_]{4,30}$/, '账号为4至30位字母、数字或下划线'), ...accountFields }),
  /** Shown once, masked until its eye is pressed (P-8.1-10). */
  answers: answers<{ id: string; password: string }>(),
  refuses: ['account-exists', 'no-charge', 'role-unknown', 'mobile-code-wrong', 'mobile-code-expired'],
})
export const editAccount = write('editAccount', {
  label: '编辑',
  who: admins,
  input: one.extend({ ...accountFields, mobile: optionalText('手机号', 11), mobileCode: optionalText('验证码', 6) }),
  answers: answers<{ version: number }>(),
  refuses: ['suspend-first', 'no-charge', 'role-unknown', 'mobile-code-wrong', 'mobile-code-expired'],
})
export const suspendAccount = write('suspendAccount', {
  label: '停用',
  who: admins,
  input: one,
  answers: answers<{ sessionsEnded: number }>(),
  refuses: ['not-self', 'admin-stays'],
  confirm: '停用后该账号不可再登录，是否确认？',
})
export const enableAccount = write('enableAccount', { label: '启用', who: admins, input: one, answers: answers<{ done: true }>(), confirm: '启用后该账号可以登录，是否确认？' })
export const deleteAccount = write('deleteAccount', {
  label: '删除',
  who: admins,
  input: one,
  answers: answers<{ done: true }>(),
  refuses: ['suspend-first', 'admin-stays'],
  confirm: '删除后不可恢复，由该账号办理的记录保留其姓名，是否确认？',
})
export const resetPassword = write('resetPassword', {
  label: '重置密码',
  who: admins,
  input: one,
  answers: answers<{ password: string; sessionsEnded: number }>(),
  confirm: '重置后原密码失效，是否确认？',
})
export const myLogins = read('myLogins', { label: '登录历史', who: everyActor('named'), input: listQuery({}), answers: answers<ListPage<LoginRow>>() })

// --- the platform's own pages
export const roles = read('roles', { label: '角色管理', who: [by('platform', 'roles.read', 'any')], input: listQuery({ name: filterText, actor: filterText }), answers: answers<ListPage<RoleRow>>() })
const rightList = z.array(z.string().regex(/^[a-z-]+\.(read|write|sign)$/)).max(60)
export const addRole = write('addRole', {
  label: '新增角色',
  who: [by('platform', 'roles.write', 'any')],
  input: z.object({ actor: z.enum(['school', 'awarding-body', 'province', 'city', 'platform']), name: text('角色名称', 50), rights: rightList }),
  answers: answers<{ id: string }>(),
  refuses: ['role-exists'],
})
export const editRole = write('editRole', {
  label: '编辑角色',
  who: [by('platform', 'roles.write', 'any')],
  input: z.object({ id: id('角色'), version: z.number().int(), name: text('角色名称', 50), rights: rightList }),
  answers: answers<{ version: number }>(),
  refuses: ['role-exists'],
})
export const deleteRole = write('deleteRole', {
  label: '删除角色',
  who: [by('platform', 'roles.write', 'any')],
  input: z.object({ id: id('角色'), version: z.number().int() }),
  answers: answers<{ done: true }>(),
  refuses: ['role-in-use'],
  confirm: '删除后不可恢复，是否确认？',
})
export const auditLog = read('auditLog', {
  label: '操作日志',
  who: [by('platform', 'audit.read', 'any')],
  input: listQuery({ accountName: filterText, entity: filterText, label: filterText, from: filterText, to: filterText }),
  answers: answers<ListPage<AuditRow>>(),
})
/** 演示时钟: demo and test worlds only; the database refuses it in production. */
export const shiftClock = write('shiftClock', {
  label: '调整演示时钟',
  who: [by('platform', 'clock.write', 'any')],
  input: z.object({ minutes: z.number().int().min(-5_256_000).max(5_256_000) }),
  answers: answers<{ now: string }>(),
  refuses: ['clock-fixed'],
})
