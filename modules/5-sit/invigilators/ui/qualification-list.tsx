import type { ReactNode } from 'react'
import { certLevels } from '#credentials'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Facts, Moment, Section, Timeline } from '#kit/ui/record.tsx'
import { certifyQualifications, listQualifications, qualification, refuseQualifications } from '../operations.ts'
import { qualificationExport } from '../sheets.ts'
import { qualificationFlow } from '../workflow.ts'

const reasons = ['未参加考评员培训', '培训未通过', '人员信息与培训记录不一致']

/** The two decisions on some rows; pressed on one row or on those that are ticked. */
function Decide({ ids, state, onDone, keys }: { ids: string[]; state: string; onDone?: () => void; keys?: boolean }): ReactNode {
  const many = ids.length > 1 ? ` ${ids.length} 个` : ''
  const common = { onDone: () => onDone?.(), thenNext: keys === true }
  return (
    <>
      <OperationButton
        op={refuseQualifications}
        input={{ ids } as never}
        step={{ of: qualificationFlow, name: 'refuse', state }}
        label={`不通过${many}`}
        look="danger"
        reasons={reasons}
        says={(a) => `${a.refused}个监考证书不通过`}
        {...(keys ? { hotkey: 'R' } : {})}
        {...common}
      />
      <OperationButton
        op={certifyQualifications}
        input={{ ids }}
        step={{ of: qualificationFlow, name: 'certify', state }}
        label={`认证通过${many}`}
        look="primary"
        says={(a) => `已认证通过${a.certified}个监考证书`}
        {...(keys ? { hotkey: 'A' } : {})}
        {...common}
      />
    </>
  )
}

/** 考务管理 › 监考人员（认证） of an awarding body (P-5.2.11-09). */
export default function QualificationList(): ReactNode {
  return (
    <>
      <PageHeader title="监考人员（认证）" context="认证通过的教师才能安排到该证书的考场监考，认证通过后不可撤回" />
      <List
        name="qualifications"
        label="监考证书"
        unit="个"
        op={listQualifications}
        tabs={Object.entries(qualificationFlow.states).map(([code, s]) => ({ code, label: s.label }))}
        columns={[
          { key: 'teacherNo', title: '教师编号', width: 110, sort: true },
          { key: 'name', title: '教师姓名', width: 120, sort: true },
          { key: 'mobileMasked', title: '手机号码', width: 130 },
          { key: 'schoolName', title: '所属院校', width: 200, sort: true },
          { key: 'certName', title: '监考证书', render: (r) => `${r.certName}(${r.certLevel})` },
          { key: 'status', title: '认证状态', width: 120, render: (r) => <StateBadge of={qualificationFlow} state={r.status} /> },
          { key: 'createdAt', title: '提交时间', width: 120, sort: true, render: (r) => <Moment at={r.createdAt} /> },
        ]}
        main="name"
        keep={['teacherNo', 'name', 'status']}
        card={{ badge: 'status', lines: ['teacherNo', 'schoolName', 'certName'], side: 'createdAt' }}
        filters={[
          textFilter('name', '教师姓名'),
          textFilter('teacherNo', '教师编号'),
          textFilter('schoolName', '所属院校'),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', certLevels.map((value) => ({ value, label: value }))),
        ]}
        bulk={(chosen, done) => ('ids' in chosen.input ? <Decide ids={chosen.input.ids} state="pending" onDone={done} /> : null)}
        tools={(asked) => <ExportButton sheet={qualificationExport} asked={asked} label="批量导出监考人员" />}
        actions={(r, table) => (
          <button type="button" className="jh-link" onClick={() => table.open(r.id)}>
            {r.status === 'pending' ? '认证' : '查看'}
          </button>
        )}
        drawer={(id) => <QualificationDetail id={id} />}
        foresee={(r) => asking(qualification, { id: r.id })}
        empty={<Nothing says="还没有院校提交监考人员" />}
      />
    </>
  )
}

function QualificationDetail({ id }: { id: string }): ReactNode {
  return (
    <Detail
      of={useAsk(qualification, { id })}
      title={(q) => q.name}
      badge={(q) => <StateBadge of={qualificationFlow} state={q.status} />}
      footer={(q) => (q.status === 'pending' ? <Decide ids={[q.id]} state={q.status} keys /> : null)}
    >
      {(q) => (
        <>
          <Facts
            of={[
              ['教师编号', q.teacherNo],
              ['证件类型', q.idType],
              ['证件号码', q.idMasked],
              ['手机号码', q.mobileMasked],
              ['所属院校', q.schoolName],
              ['所在区域', q.regionName],
              ['证书编号', q.certNo],
              ['监考证书', `${q.certName}(${q.certLevel})`],
            ]}
          />
          <Section title="审批流程及意见">
            <Timeline of={q.timeline} awaits={q.status === 'pending' ? '待认证' : null} />
          </Section>
        </>
      )}
    </Detail>
  )
}
