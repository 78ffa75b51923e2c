import type { ReactNode } from 'react'
import { targetLabel } from '#credentials'
import { levelOptions, modeOptions, SubjectFacts } from '#credentials/ui'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { listSchoolSubjects, schoolSubject } from '../operations.ts'

/** 考试科目 of a school, read only (P-5.2.1-01, -02). */
export default function SchoolSubjects(): ReactNode {
  return (
    <>
      <PageHeader
        title="考试科目"
        context="参考对象不是所有考生的科目，报考时须填写考生的参考对象类型，具体以培训评价组织的考试计划为准"
      />
      <List
        name="school-subjects"
        label="考试科目"
        unit="个"
        op={listSchoolSubjects}
        columns={[
          { key: 'subjectNo', title: '科目编号', width: 130, sort: true },
          { key: 'name', title: '科目名称', width: 150 },
          { key: 'certName', title: '证书名称' },
          { key: 'certLevel', title: '证书等级', width: 90 },
          { key: 'mode', title: '考试方式', width: 90 },
          { key: 'roomType', title: '考场类型', width: 100 },
          { key: 'targets', title: '参考对象', width: 130, render: (r) => targetLabel(r.targets) },
          { key: 'awardingBodyName', title: '颁证机构', width: 180 },
        ]}
        main="name"
        keep={['subjectNo', 'name', 'mode']}
        card={{ lines: ['subjectNo', 'certName'], side: 'mode' }}
        filters={[
          textFilter('name', '科目名称'),
          textFilter('subjectNo', '科目编号'),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          choiceFilter('mode', '考试方式', modeOptions),
        ]}
        actionsWidth={80}
        actions={(r, t) => (
          <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
            查看
          </button>
        )}
        drawer={(id) => <SubjectView key={id} id={id} />}
        foresee={(r) => asking(schoolSubject, { id: r.id })}
      />
    </>
  )
}
function SubjectView({ id }: { id: string }): ReactNode {
  const s = useAsk(schoolSubject, { id })
  return (
    <Detail of={s} title={(d) => d.name}>
      {(d) => <SubjectFacts of={d} />}
    </Detail>
  )
}
