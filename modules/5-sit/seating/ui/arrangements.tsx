import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { levelOptions } from '#credentials/ui'
import { asking } from '#kit/ui/ask.ts'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { ArrangedSubject } from '../model.ts'
import { arrange, arrangement, listArrangements } from '../operations-arrange.ts'
import { arrangementExport } from '../sheets.ts'
import { sittingTime } from '../times.ts'
import { arrangementStatuses } from '../workflow.ts'
import { ArrangedDialog, arrangedInWords } from './arranged.tsx'
import { ArrangementBadge } from './arrangement-badge.tsx'
import { ArrangementView } from './arrangement-view.tsx'
import { notNow } from './not-now.ts'

const modes = ['笔试', '实操', '机考'].map((value) => ({ value, label: value }))
/** 排考管理 › 考核站点编排 (P-5.2.8.1-01…08). */
export default function Arrangements(): ReactNode {
  const isBody = usePrincipal().actor === 'awarding-body'
  const [result, setResult] = useState<readonly ArrangedSubject[] | null>(null)
  return (
    <>
      <PageHeader
        title="考核站点编排"
        context={isBody ? '考生按考核站点分配排入含该科目的考场；可多次排考，已排的座位不会变动' : '由培训评价组织在排考时间内排考，全部排完后可在考场编排中下载考场资料'}
      />
      <List
        name="arrangements"
        label="考试科目"
        unit="个"
        op={listArrangements}
        tabs={arrangementStatuses.map(({ code, label }) => ({ code, label }))}
        columns={[
          { key: 'subjectName', title: '考试科目', width: 120 },
          { key: 'planName', title: '考试计划', sort: true },
          { key: 'certName', title: '考试证书', width: 260, render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'mode', title: '考试方式', width: 88 },
          { key: 'startsAt', title: '考试时间', width: 190, sort: true, render: (r) => sittingTime(r.startsAt, r.endsAt) },
          { key: 'enrolled', title: '报考人数', width: 88, align: 'right' },
          { key: 'seated', title: '已排考人数', width: 100, align: 'right' },
          { key: 'status', title: '状态', width: 100, render: (r) => <ArrangementBadge of={r.status} /> },
        ]}
        main="subjectName"
        keep={['subjectName', 'planName', 'status']}
        card={{ badge: 'status', lines: ['planName', 'certName', 'startsAt'], side: 'seated' }}
        filters={[
          textFilter('planName', '考试计划'),
          textFilter('certName', '考试证书'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          textFilter('subjectName', '考试科目'),
          choiceFilter('mode', '考试方式', modes),
        ]}
        ticks
        {...(isBody
          ? {
              bulk: (chosen, done) =>
                'ids' in chosen.input ? (
                  <OperationButton
                    op={arrange}
                    input={{ ids: chosen.input.ids }}
                    label={`排考 ${chosen.count} 个科目`}
                    look="primary"
                    says={(a) => arrangedInWords(a.subjects)}
                    onDone={(a) => {
                      setResult(a.subjects)
                      done()
                    }}
                  />
                ) : null,
            }
          : {})}
        tools={(asked) => <ExportButton sheet={arrangementExport} asked={asked} label="批量导出考场编排明细" />}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {isBody && r.status !== 'arranged' ? (
              <OperationButton
                op={arrange}
                input={{ ids: [r.id] }}
                look="link"
                blocked={notNow(r)}
                says={(a) => arrangedInWords(a.subjects)}
                onDone={(a) => setResult(a.subjects)}
              />
            ) : null}
          </>
        )}
        drawer={(id) => <ArrangementView key={id} id={id} onArranged={setResult} />}
        foresee={(r) => asking(arrangement, { id: r.id })}
        empty={<Nothing says="暂无数据">{isBody ? '发布考试计划后，其考试科目在这里显示' : '培训评价组织发布考试计划后，其考试科目在这里显示'}</Nothing>}
      />
      <ArrangedDialog subjects={result} onClose={() => setResult(null)} />
    </>
  )
}
