import { z } from 'zod'
import { choice, nothing, pattern, text } from '#kit/pure/fields.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { anyone, everyActor } from '#kit/pure/who.ts'
import { entranceKinds, type Me } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('accounts', words)
const code = { codeId: z.uuid('请刷新验证码'), code: text('验证码', 20) }

export const pictureCode = write('pictureCode', {
  label: '验证码',
  who: [anyone],
  input: nothing,
  /** `question` asks the same in words, for those who cannot see the picture. */
  answers: answers<{ id: string; svg: string; question: string }>(),
})
export const signIn = write('signIn', {
  label: '登录',
  who: [anyone],
  input: z.object({
    entrance: choice('登录平台', entranceKinds),
    account: text('账号', 30),
    password: z.string('请输入密码').min(1, '请输入密码').max(100),
    ...code,
  }),
  /** The token becomes a cookie and never reaches the page. */
  answers: answers<{ token: string; mustChangePassword: boolean }>(),
  refuses: ['wrong-code', 'wrong-password', 'account-suspended', 'body-suspended', 'wrong-entrance', 'locked'],
})
export const signOut = write('signOut', { label: '退出登录', who: everyActor('named'), input: nothing, answers: answers<{ ended: number }>() })
export const me = read('me', { label: '我的账户', who: [anyone], input: nothing, answers: answers<Me>() })
export const newPassword = z.string('请输入新密码').min(1, '请输入新密码').max(100)
export const changePassword = write('changePassword', {
  label: '修改密码',
  who: everyActor('named'),
  input: z.object({ oldPassword: z.string('请输入原密码').min(1, '请输入原密码').max(100), newPassword }),
  answers: answers<{ changed: true }>(),
  refuses: ['wrong-old-password', 'weak-password', 'derivable-password', 'same-password'],
})
/** P3-2.2-*: a school registers with its library entry and a mobile; account and password go there by short message. */
export const registerSchool = write('registerSchool', {
  label: '注册',
  who: [anyone],
  input: z.object({
    provinceCode: pattern('院校所在省市', /^\d{6}$/, '请选择院校所在省市'),
    cityCode: pattern('院校所在省市', /^\d{6}$/, '请选择院校所在省市'),
    libraryEntryId: z.uuid('请选择院校'),
    mobile: pattern('手机号', /^1[3-9]\d{9}$/),
    ...code,
  }),
  answers: answers<{ schoolName: string; to: string }>(),
  refuses: ['wrong-code', 'already-registered', 'register-too-often', 'library-entry-unknown'],
})
/** P3-2.2-02: the message was lost; a new password goes to the mobile that registered. */
export const resendRegistration = write('resendRegistration', {
  label: '重新发送',
  who: [anyone],
  input: z.object({ libraryEntryId: z.uuid('请选择院校'), mobile: pattern('手机号', /^1[3-9]\d{9}$/), ...code }),
  answers: answers<{ to: string }>(),
  refuses: ['wrong-code', 'register-too-often', 'library-entry-unknown'],
})
