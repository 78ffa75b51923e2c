import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { enrolModes, type EnrolMode } from '#exam-plans'
import { grantFor } from '#kit/pure/who.ts'
import { asking } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import type { ListColumn } from '#kit/ui/list/columns.tsx'
import { choiceFilter, optionsOfStates, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import type { Chosen } from '#kit/ui/list/selection.ts'
import { usePrincipal } from '#kit/ui/me.ts'
import { Moment } from '#kit/ui/record.tsx'
import { useUrl } from '#kit/ui/url.tsx'
import type { PaymentRow } from '../model.ts'
import { confirmPayments, generateByCertificate, listPayments, payment } from '../operations.ts'
import { paymentExport } from '../sheets.ts'
import { paymentFlow } from '../workflow.ts'
import { ConfirmPayments } from './confirm-payments.tsx'
import { DeletePayment } from './delete-payment.tsx'
import { generating, GeneratePayment } from './generate-payment.tsx'
import { PaymentView } from './payment-view.tsx'

const columns: readonly ListColumn<PaymentRow>[] = [
  { key: 'number', title: '缴费单号', width: 158, sort: true },
  { key: 'planName', title: '考试计划' },
  { key: 'certName', title: '考核证书', width: 150 },
  { key: 'certLevel', title: '证书等级', width: 84 },
  { key: 'headcount', title: '人数', width: 64, align: 'right' },
  { key: 'totalFee', title: '总费用', width: 100, align: 'right', sort: true },
  { key: 'status', title: '状态', width: 92, render: (r) => <StateBadge of={paymentFlow} state={r.status} /> },
  { key: 'mode', title: '报考方式', width: 84, render: (r) => enrolModes[r.mode] },
  { key: 'createdAt', title: '生成时间', width: 120, sort: true, render: (r) => <Moment at={r.createdAt} /> },
]
const school: ListColumn<PaymentRow> = { key: 'schoolName', title: '院校', width: 130 }
const filters = [
  textFilter('number', '缴费单号'),
  textFilter('planName', '考试计划'),
  choiceFilter('status', '状态', optionsOfStates(paymentFlow)),
  textFilter('certName', '考核证书'),
  choiceFilter(
    'mode',
    '报考方式',
    Object.entries(enrolModes).map(([value, label]) => ({ value, label })),
  ),
]
const tabs = Object.entries(paymentFlow.states).map(([code, s]) => ({ code, label: s.label }))

/** 考务管理 › 缴费管理 (M1 5.2.7): the school generates and deletes, the awarding body confirms. */
export default function Payments(): ReactNode {
  const me = usePrincipal()
  const [, set] = useUrl()
  const [mode, setMode] = useState<EnrolMode | null>(null)
  const [confirming, setConfirming] = useState<{ ids: string[]; done?: () => void } | null>(null)
  const isSchool = me.actor === 'school'
  const generates = grantFor(me, generateByCertificate.who) !== null
  const confirms = grantFor(me, confirmPayments.who) !== null
  return (
    <>
      <PageHeader
        title="缴费管理"
        context={
          isSchool
            ? '总费用按培训评价组织的费用标准计算，线下或转账支付时请附上缴费单号'
            : '收到费用后根据缴费单号核对无误，再确认缴费'
        }
        actions={
          generates
            ? (Object.keys(generating) as EnrolMode[]).map((m) => (
                <Button key={m} onClick={() => setMode(m)}>
                  {generating[m].label}
                </Button>
              ))
            : null
        }
      />
      <List
        name="payments"
        label="缴费申请单"
        unit="笔"
        op={listPayments}
        columns={isSchool ? columns : [...columns.slice(0, 2), school, ...columns.slice(2)]}
        main="number"
        keep={['number', 'totalFee', 'status']}
        card={{
          badge: 'status',
          lines: ['totalFee', 'certName', 'planName', ...(isSchool ? [] : ['schoolName'])],
          side: 'createdAt',
        }}
        tabs={tabs}
        filters={isSchool ? filters : [...filters, textFilter('schoolName', '院校')]}
        actionsWidth={112}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            <DeletePayment of={r} look="link-danger" />
            {confirms && r.status === 'pending' ? (
              <button type="button" className="jh-link" onClick={() => setConfirming({ ids: [r.id] })}>
                确认缴费
              </button>
            ) : null}
          </>
        )}
        {...(confirms
          ? {
              bulk: (chosen: Chosen, done: () => void) => (
                <Button
                  type="primary"
                  onClick={() => setConfirming({ ids: (chosen.input as { ids: string[] }).ids, done })}
                >
                  批量确认缴费 {chosen.count} 笔
                </Button>
              ),
            }
          : { ticks: true })}
        tools={(asked) => <ExportButton sheet={paymentExport} asked={asked} label="批量导出缴费申请单" />}
        drawer={(id) => (
          <PaymentView
            id={id}
            onGone={() => set({ open: undefined })}
            onConfirm={confirms ? () => setConfirming({ ids: [id] }) : undefined}
          />
        )}
        foresee={(r) => asking(payment, { id: r.id })}
        empty={
          <Nothing says={isSchool ? '还没有缴费申请单，报考后可按证书或按科目生成' : '院校还没有提交缴费申请单'} />
        }
      />
      {mode ? <GeneratePayment mode={mode} onClose={() => setMode(null)} onMade={(id) => set({ open: id })} /> : null}
      {confirming ? (
        <ConfirmPayments ids={confirming.ids} onClose={() => setConfirming(null)} onDone={() => confirming.done?.()} />
      ) : null}
    </>
  )
}
