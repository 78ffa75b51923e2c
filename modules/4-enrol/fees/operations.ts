import { z } from 'zod'
import { ids, optionalText } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { by } from '#kit/pure/who.ts'
import type { PayChoices, PaymentDetail, PaymentItemRow, PaymentRow } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('fees', words)
export const paymentReaders = [by('school', 'fees.read', 'own'), by('awarding-body', 'fees.read', 'own')]
const school = [by('school', 'fees.write', 'own')]

/** The tab is the 状态. */
export const paymentQuery = listQuery({
  number: filterText,
  planName: filterText,
  certName: filterText,
  mode: filterText,
  status: filterText,
  schoolName: filterText,
})
export const listPayments = read('listPayments', {
  label: '缴费管理',
  who: paymentReaders,
  input: paymentQuery,
  answers: answers<ListPage<PaymentRow>>(),
})
export const payment = read('payment', {
  label: '查看',
  who: paymentReaders,
  input: z.object({ id: z.uuid() }),
  answers: answers<PaymentDetail>(),
})
export const listPaymentItems = read('listPaymentItems', {
  label: '报考考生',
  who: paymentReaders,
  input: listQuery({ requestId: filterText }),
  answers: answers<ListPage<PaymentItemRow>>(),
})
export const payChoices = read('payChoices', {
  label: '生成缴费申请单',
  who: school,
  input: z.object({ mode: z.enum(['certificate', 'subject']) }),
  answers: answers<PayChoices>(),
})

const chosen = z.object({ planId: z.uuid('请先选择考试计划'), credentialId: z.uuid('请先选择考核证书') })
const generating = ['plan-closed', 'credential-not-in-plan', 'nothing-left', 'no-price'] as const
export const generateByCertificate = write('generateByCertificate', {
  label: '按证书报考生生成缴费申请单',
  who: school,
  input: chosen,
  answers: answers<{ id: string; number: string }>(),
  refuses: generating,
})
export const generateBySubject = write('generateBySubject', {
  label: '按科目报考生生成缴费申请单',
  who: school,
  input: chosen,
  answers: answers<{ id: string; number: string }>(),
  refuses: generating,
})
export const deletePayment = write('deletePayment', {
  label: '删除',
  who: school,
  input: z.object({ id: z.uuid() }),
  answers: answers<{ done: true }>(),
  refuses: ['confirmed-stays'],
  confirm: '删除后报考信息可重新生成缴费申请单。是否确认删除该缴费申请单？',
})
/** P-5.2.7-08: after the money was checked against the 缴费单号. No window, no way back (P-5.2.7-09). */
export const confirmPayments = write('confirmPayments', {
  label: '批量确认缴费',
  who: [by('awarding-body', 'fees.write', 'own')],
  input: z.object({ ids, remark: optionalText('备注', 200) }),
  answers: answers<{ confirmed: number }>(),
  confirm: '确认缴费后不可撤回，报考记录将打上已缴费的标识。是否确认已核对到账金额与缴费单号？',
})
