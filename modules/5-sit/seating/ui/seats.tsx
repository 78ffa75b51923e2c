import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { levelOptions } from '#credentials/ui'
import { enrolmentStatuses, type EnrolmentStatus } from '#enrolments'
import { Badge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton, PrintButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { tickets } from '../documents.ts'
import type { ArrangedSubject } from '../model.ts'
import { arrangeCandidates, withdrawSeats } from '../operations-arrange.ts'
import { listSeats } from '../operations-places.ts'
import { seatExport } from '../sheets.ts'
import { sittingTime } from '../times.ts'
import { seatFlow } from '../workflow.ts'
import { ArrangedDialog, arrangedInWords } from './arranged.tsx'

const StatusBadge = ({ of }: { of: EnrolmentStatus }): ReactNode => {
  const s = enrolmentStatuses.find((x) => x.code === of)
  return <Badge tone={s?.tone ?? 'neutral'}>{s?.label ?? of}</Badge>
}

/** 排考管理 › 排考明细 (P-5.2.8.3-01…03). */
export default function Seats(): ReactNode {
  const isBody = usePrincipal().actor === 'awarding-body'
  const [result, setResult] = useState<readonly ArrangedSubject[] | null>(null)
  return (
    <>
      <PageHeader title="排考明细" context={isBody ? '本机构考试计划的考生；未排考的也在内' : '本校报考的考生，含在其他院校考核站点借考的；未排考的也在内'} />
      <List
        name="seats"
        label="考生"
        unit="条"
        op={listSeats}
        tabs={enrolmentStatuses.map(({ code, label }) => ({ code, label }))}
        columns={[
          { key: 'name', title: '考生姓名', width: 100, sort: true },
          { key: 'subjectName', title: '考试科目', width: 96 },
          { key: 'status', title: '报考状态', width: 96, render: (r) => <StatusBadge of={r.status} /> },
          { key: 'roomName', title: '考场名称', width: 140 },
          { key: 'seatNo', title: '座位号', width: 72, align: 'right' },
          { key: 'ticketNo', title: '准考证号', width: 224, sort: true },
          { key: 'startsAt', title: '考试时间', width: 190, sort: true, render: (r) => sittingTime(r.startsAt, r.endsAt) },
          { key: 'siteName', title: '考核站点', width: 180 },
          { key: 'planName', title: '考试计划', width: 200 },
          { key: 'schoolName', title: '所属院校', width: 140, hidden: !isBody },
          { key: 'certName', title: '报考证书', width: 220, hidden: true, render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'candidateNo', title: '考生编号', width: 224, sort: true, hidden: true },
          { key: 'idMasked', title: '证件号码', width: 130, hidden: true },
          { key: 'siteAddress', title: '考点地址', width: 160, hidden: true },
        ]}
        main="name"
        keep={['name', 'seatNo', 'status']}
        card={{ badge: 'status', lines: ['subjectName', 'roomName', 'ticketNo'], side: 'seatNo' }}
        filters={[
          textFilter('name', '考生姓名'),
          textFilter('candidateNo', '考生编号'),
          textFilter('idNo', '证件号码'),
          textFilter('ticketNo', '准考证号'),
          textFilter('planName', '考试计划'),
          textFilter('certName', '报考证书'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          textFilter('subjectName', '考试科目'),
          ...(isBody ? [textFilter('schoolName', '所属院校')] : []),
          textFilter('siteName', '考核站点'),
          textFilter('roomName', '考场名称'),
        ]}
        bulk={(chosen, done) =>
          'ids' in chosen.input ? (
            <>
              {isBody ? (
                <>
                  <OperationButton
                    op={withdrawSeats}
                    input={{ ids: chosen.input.ids } as never}
                    step={{ of: seatFlow, name: 'withdraw', state: 'seated' }}
                    label={`撤回排考 ${chosen.count} 条`}
                    look="danger"
                    says={(a) => `已撤回 ${a.withdrawn} 条`}
                    onDone={done}
                  />
                  <OperationButton
                    op={arrangeCandidates}
                    input={{ ids: chosen.input.ids }}
                    label={`排考 ${chosen.count} 条`}
                    look="primary"
                    says={(a) => arrangedInWords(a.subjects)}
                    onDone={(a) => {
                      setResult(a.subjects)
                      done()
                    }}
                  />
                </>
              ) : null}
              <PrintButton document={tickets} input={{ ids: chosen.input.ids }} label="导出准考证" />
            </>
          ) : null
        }
        tools={(asked) => <ExportButton sheet={seatExport} asked={asked} label="导出排考明细" />}
        empty={<Nothing says="暂无数据">报考后，每名考生的排考安排在这里显示</Nothing>}
      />
      <ArrangedDialog subjects={result} onClose={() => setResult(null)} />
    </>
  )
}
