import { type ReactNode } from 'react'
import { displayName } from '#credentials'
import { levelOptions } from '#credentials/ui'
import { citiesOf } from '#packages/regions/index.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, optionsOfStates, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Moment } from '#kit/ui/record.tsx'
import { doubtsOf } from '../doubts.ts'
import type { DeclarationDetail } from '../model.ts'
import { approveDeclarations, declaration, listDeclarations, passFirstReview } from '../operations.ts'
import { provinceExport } from '../sheets.ts'
import { declarationFlow } from '../workflow.ts'
import { awaitedOf, Block, DeclarationFacts, MajorNumbers, ReviewRecord, SchoolBlocks } from './declaration-view.tsx'
import { ApprovalFooter, NumbersForm, useNumbers } from './approval.tsx'
import { ReviewActs } from './review-acts.tsx'

const tabs = {
  province: [
    { code: 'to-review', label: '待审核' },
    { code: 'in-review', label: '待地市初审' },
    { code: 'approved', label: '审核通过' },
    { code: 'returned', label: '审核退回' },
    { code: 'draft', label: '退回后未提交' },
  ],
  city: [
    { code: 'to-review', label: '待初审' },
    { code: 'in-review', label: '待复审' },
    { code: 'approved', label: '审核通过' },
    { code: 'returned', label: '审核退回' },
    { code: 'draft', label: '退回后未提交' },
  ],
}
/** A province's cities by their codes; of a municipality the city is called like itself. */
const cityOptions = (region: string | null): { value: string; label: string }[] =>
  citiesOf(`${(region ?? '').slice(0, 2)}0000`).map((c) => ({ value: c.code, label: c.name }))

/** 证书试点申报（审核） of the province and （初审） of a city (P-4.3-23…26). */
export default function Reviews(): ReactNode {
  const me = usePrincipal()
  const isProvince = me.actor === 'province'
  return (
    <>
      <PageHeader
        title={isProvince ? '证书试点申报（审核）' : '证书试点申报（初审）'}
        context={
          isProvince
            ? '审核人数默认为申请人数，可以改小；审核通过后该院校成为当年度试点院校'
            : '初审通过后由省级教育行政部门复审'
        }
      />
      <List
        name="reviews"
        label="证书试点申报"
        unit="条"
        op={listDeclarations}
        columns={[
          { key: 'year', title: '年份', width: 70, sort: true },
          { key: 'batch', title: '申报批次', width: 100 },
          { key: 'schoolName', title: '申报院校', width: 180, sort: true },
          { key: 'cityName', title: '城市', width: 120, hidden: !isProvince },
          { key: 'certName', title: '证书名称(等级)', sort: true, render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'applyTotal', title: '申请总人数', width: 100, align: 'right' },
          {
            key: 'approvedTotal',
            title: '审核总人数',
            width: 100,
            align: 'right',
            render: (r) => r.approvedTotal ?? '',
          },
          {
            key: 'submittedAt',
            title: '提交时间',
            width: 110,
            sort: true,
            render: (r) => <Moment at={r.submittedAt} />,
          },
          {
            key: 'status',
            title: '审核状态',
            width: 110,
            render: (r) => <StateBadge of={declarationFlow} state={r.status} />,
          },
        ]}
        main="schoolName"
        keep={['schoolName', 'certName', 'status']}
        card={{ badge: 'status', lines: ['certName', 'batch'], side: 'applyTotal' }}
        tabs={isProvince ? tabs.province : tabs.city}
        filters={[
          textFilter('year', '年份'),
          textFilter('batch', '申报批次'),
          textFilter('schoolName', '申报院校'),
          ...(isProvince ? [choiceFilter('city', '城市', cityOptions(me.region))] : []),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          choiceFilter('status', '审核状态', optionsOfStates(declarationFlow)),
        ]}
        tools={(asked) => <ExportButton sheet={provinceExport} asked={asked} label="导出" />}
        bulk={(chosen, done) =>
          'ids' in chosen.input ? (
            isProvince ? (
              <OperationButton
                op={approveDeclarations}
                input={{ ids: chosen.input.ids }}
                look="primary"
                label={`批量通过 ${chosen.count} 条`}
                confirm={`按申请人数通过 ${chosen.count} 条申报？`}
                says={(a) => `已通过 ${a.count} 条`}
                onDone={done}
              />
            ) : (
              <OperationButton
                op={passFirstReview}
                input={{ ids: chosen.input.ids }}
                look="primary"
                label={`审核通过 ${chosen.count} 条`}
                confirm={`初审通过 ${chosen.count} 条申报？`}
                says={(a) => `已初审通过 ${a.count} 条`}
                onDone={done}
              />
            )
          ) : null
        }
        actionsWidth={80}
        actions={(r, t) => (
          <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
            {r.turn === me.actor ? '审核' : '查看'}
          </button>
        )}
        drawer={(id) => <Review key={id} id={id} />}
        foresee={(r) => asking(declaration, { id: r.id })}
      />
    </>
  )
}

function Checks({ of: d }: { of: DeclarationDetail }): ReactNode {
  const doubts = doubtsOf(d)
  return doubts.length === 0 ? (
    <p className="jh-checks">人数与在校学生、专任教师核对一致</p>
  ) : (
    <ul className="jh-checks doubt">
      {doubts.map((x) => (
        <li key={x}>{x}</li>
      ))}
    </ul>
  )
}

function Review({ id }: { id: string }): ReactNode {
  const me = usePrincipal()
  const d = useAsk(declaration, { id })
  const numbers = useNumbers(d.isPlaceholderData ? undefined : d.data)
  const decides = (x: DeclarationDetail): boolean => x.turn === 'province' && me.actor === 'province'
  return (
    <Detail
      of={d}
      title={(x) => x.schoolName}
      badge={(x) => <StateBadge of={declarationFlow} state={x.status} />}
      footer={(x) => (
        <>
          <ReviewActs of={x} />
          {decides(x) ? <ApprovalFooter of={x} numbers={numbers} /> : null}
        </>
      )}
    >
      {(x) => (
        <>
          {x.turn === me.actor ? <Checks of={x} /> : null}
          {decides(x) ? <NumbersForm of={x} numbers={numbers} /> : null}
          <Block title="申报明细" open>
            <DeclarationFacts of={x} />
            {decides(x) ? null : <MajorNumbers of={x} />}
          </Block>
          <SchoolBlocks of={x} />
          <Block title="审核信息记录" open>
            <ReviewRecord of={x.timeline} awaits={awaitedOf(x)} />
          </Block>
        </>
      )}
    </Detail>
  )
}
