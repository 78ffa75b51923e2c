import { z } from 'zod'
import { id, ids, reason, text } from '#kit/pure/fields.ts'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { anyone, by } from '#kit/pure/who.ts'
import type { PendingFilter, RecordDetail, RecordRow, SigningSheet } from './model.ts'
import { words } from './words.ts'

const { read, write } = declaring('issuance', words)
const readers = [by('school', 'issuance.read', 'own'), by('awarding-body', 'issuance.read', 'own')]
const bothSign = [by('school', 'issuance.sign', 'own'), by('awarding-body', 'issuance.sign', 'own')]
const issuer = [by('awarding-body', 'issuance.write', 'own')]

export const recordFilter = { name: filterText, idNo: filterText, serialNo: filterText, credentialId: z.uuid().optional(), level: filterText, schoolName: filterText }
export const records = read('records', { label: '证书发放管理', who: readers, input: listQuery(recordFilter), answers: answers<ListPage<RecordRow>>() })
export const record = read('record', { label: '查看', who: readers, input: z.object({ id: id('颁证记录') }), answers: answers<RecordDetail>() })

const pending = z.object({ sessionId: z.uuid().optional(), credentialId: z.uuid().optional(), level: filterText, schoolId: z.uuid().optional(), kind: z.enum(['student', 'external']).optional() })
export const pendingCounts = read('pendingCounts', {
  label: '获取待发证记录',
  who: issuer,
  input: pending,
  answers: answers<{ ready: number; blocked: number; choices: { sessions: { id: string; name: string }[]; schools: { id: string; name: string }[]; credentials: { id: string; name: string; level: string }[] } }>(),
  refuses: ['nobody-ready'],
})
export const generateRecords = write('generateRecords', {
  label: '确认生成',
  who: issuer,
  input: pending,
  answers: answers<{ made: number }>(),
})
export const pendingInput = pending
export type { PendingFilter }

/** 确认签发 opens the 签字二维码; the records change only when the signature arrives (P-4.2.1-09). */
export const openSigning = write('openSigning', {
  label: '确认签发',
  who: bothSign,
  input: z.object({ ids }),
  answers: answers<{ id: string; url: string; qr: string; expiresAt: string; count: number }>(),
  refuses: ['record-exists'],
})
export const signingState = read('signingState', {
  label: '签字状态',
  who: bothSign,
  input: z.object({ id: id('签字') }),
  answers: answers<{ status: 'waiting' | 'signed' | 'closed' | 'expired'; signerName: string | null }>(),
})
export const closeSigning = write('closeSigning', { label: '关闭', who: bothSign, input: z.object({ id: id('签字') }), answers: answers<{ closed: boolean }>() })
const token = z.string().min(20).max(100)
export const signingSheet = read('signingSheet', { label: '签发确认', who: [anyone], input: z.object({ token }), answers: answers<SigningSheet>(), refuses: ['code-expired', 'already-signed', 'list-changed'] })
export const sign = write('sign', {
  label: '签字',
  who: [anyone],
  input: z.object({
    token,
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    signerName: text('签发人姓名', 50, 2),
    strokes: z.array(z.array(z.number().min(0).max(600)).max(2000)).max(100),
  }),
  answers: answers<{ signed: number }>(),
  refuses: ['code-expired', 'already-signed', 'list-changed', 'signature-empty', 'record-exists'],
})
export const reject = write('reject', {
  label: '拒绝签发',
  who: bothSign,
  input: z.object({ ids, reason: reason('请填写拒绝签发理由') }),
  answers: answers<{ rejected: number }>(),
})
export const issue = write('issue', {
  label: '发放',
  who: issuer,
  input: z.object({ ids, mode: z.enum(['paper', 'electronic'], '请选择证书发证方式') }),
  answers: answers<{ issuing: number }>(),
  refuses: ['seals-missing', 'record-exists'],
})
export const reissue = write('reissue', {
  label: '重新发放',
  who: issuer,
  input: z.object({ ids, reason: reason('请填写重新发放原因') }),
  answers: answers<{ reopened: number }>(),
  confirm: '重新发放后，证书将进入待发放状态，是否确认？',
})
