import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { enrolModes } from '#exam-plans'
import { useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Failure, Skeleton } from '#kit/ui/empty.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { Pager } from '#kit/ui/list/pager.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { Facts, Section, Timeline } from '#kit/ui/record.tsx'
import { useVoice } from '#kit/ui/talk.tsx'
import { minute } from '#kit/ui/times.ts'
import type { PaymentDetail } from '../model.ts'
import { listPaymentItems, payment } from '../operations.ts'
import { paymentFlow } from '../workflow.ts'
import { DeletePayment } from './delete-payment.tsx'

/** The number goes on the transfer: copying it is surer than typing it. */
function CopiedNumber({ of }: { of: string }): ReactNode {
  const voice = useVoice()
  const copy = (): void => {
    navigator.clipboard?.writeText(of).then(
      () => voice.say('已复制缴费单号'),
      () => voice.say('浏览器不允许复制，请手动选择'),
    )
  }
  return (
    <>
      {of}{' '}
      <button type="button" className="jh-link" onClick={copy}>
        复制
      </button>
    </>
  )
}

const facts = (p: PaymentDetail) =>
  [
    ['缴费单号', <CopiedNumber key="number" of={p.number} />],
    ['考试计划', p.planName],
    ['考核证书', displayName(p.certName, p.certLevel)],
    ['颁证机构', p.awardingBodyName],
    ['院校', p.schoolName],
    ['报考方式', enrolModes[p.mode]],
    ['人数', p.mode === 'certificate' ? `${p.headcount} 人` : `${p.headcount} 科次`],
    ['费用标准', p.unitFee ? `${p.unitFee} 元` : '各科目不同，见报考考生'],
    ['总费用', `${p.totalFee} 元`],
    ['生成时间', minute(p.createdAt)],
    ['确认人', p.confirmedBy],
    ['确认时间', p.confirmedAt ? minute(p.confirmedAt) : null],
    ['备注', p.remark],
  ] as const

const size = 10
function Items({ of: p }: { of: PaymentDetail }): ReactNode {
  const [page, setPage] = useState(1)
  const asked = useAsk(listPaymentItems, { filter: { requestId: p.id }, size, page })
  if (asked.isError) return <Failure error={asked.error} retry={() => void asked.refetch()} />
  if (!asked.data) return <Skeleton rows={3} />
  return (
    <>
      <Table
        label="报考考生"
        rows={asked.data.rows}
        from={(page - 1) * size + 1}
        busy={asked.isPlaceholderData}
        columns={[
          { key: 'name', title: '考生姓名', width: 96 },
          { key: 'idMasked', title: '证件号码', width: 124 },
          ...(p.mode === 'subject' ? [{ key: 'subjectName', title: '考试科目', width: 110 }] : []),
          { key: 'fee', title: '费用', width: 88, align: 'right' as const },
          { key: 'candidateNo', title: '考生编号', width: 222 },
        ]}
      />
      <Pager
        total={asked.data.total}
        more={asked.data.more}
        page={page}
        size={size}
        hasNext={asked.data.next !== null}
        compact
        onPage={setPage}
        onNext={() => setPage(page + 1)}
        onSize={() => undefined}
      />
    </>
  )
}

/** 查看 (P-5.2.7-05): all fields, how to pay, the candidates, what happened to it. */
export function PaymentView(p: { id: string; onGone(): void; onConfirm: (() => void) | undefined }): ReactNode {
  return (
    <Detail
      of={useAsk(payment, { id: p.id })}
      title={(x) => x.number}
      badge={(x) => <StateBadge of={paymentFlow} state={x.status} />}
      footer={(x) => (
        <>
          <DeletePayment of={x} look="danger" onGone={p.onGone} />
          {p.onConfirm && x.status === 'pending' ? (
            <Button type="primary" onClick={p.onConfirm}>
              确认缴费
            </Button>
          ) : null}
        </>
      )}
    >
      {(x) => (
        <>
          <Section title="缴费方式">
            <p style={{ whiteSpace: 'pre-wrap' }}>{x.payMethod ?? '培训评价组织未填写缴费方式，请联系培训评价组织'}</p>
            <p className="jh-hint">线下或转账支付时请附上缴费单号 {x.number}，培训评价组织据此核对</p>
          </Section>
          <Section title="缴费申请单">
            <Facts of={facts(x)} />
          </Section>
          <Section title="报考考生">
            <Items key={x.id} of={x} />
          </Section>
          <Section title="办理记录">
            <Timeline of={x.timeline} awaits={x.status === 'pending' ? '等待培训评价组织确认缴费' : null} />
          </Section>
        </>
      )}
    </Detail>
  )
}
