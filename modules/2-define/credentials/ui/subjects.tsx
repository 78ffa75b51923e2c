import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Section, Timeline } from '#kit/ui/record.tsx'
import { targetLabel, type SubjectDetail } from '../model.ts'
import { addSubject, editSubject, listSubjects, publishSubjects, subject, suspendSubjects } from '../operations.ts'
import { subjectFlow } from '../workflow.ts'
import { SubjectFacts } from './facts.tsx'
import { levelOptions, modeOptions } from './options.ts'
import { SubjectFields } from './subject-fields.tsx'
import { TargetTypes } from './target-types.tsx'

/** 考试科目 of an awarding body (P-5.2.1-04); schools read theirs in pilots. */
export default function Subjects(): ReactNode {
  const me = usePrincipal()
  const isAuthor = holds(me, 'plans.write')
  const [adding, setAdding] = useState(false)
  const [types, setTypes] = useState(false)
  const add = isAuthor ? (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增科目
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="考试科目"
        context="参考对象不是所有考生的科目，报考时须填写考生的参考对象类型"
        actions={
          <>
            <Button onClick={() => setTypes(true)}>参考对象类型</Button>
            {add}
          </>
        }
      />
      <List
        name="subjects"
        label="考试科目"
        unit="个"
        op={listSubjects}
        columns={[
          { key: 'subjectNo', title: '科目编号', width: 130, sort: true },
          { key: 'name', title: '科目名称', width: 150 },
          { key: 'certName', title: '证书名称' },
          { key: 'certLevel', title: '证书等级', width: 90 },
          { key: 'mode', title: '考试方式', width: 90 },
          { key: 'roomType', title: '考场类型', width: 100 },
          { key: 'targets', title: '参考对象', width: 130, render: (r) => targetLabel(r.targets) },
          { key: 'status', title: '状态', width: 100, render: (r) => <StateBadge of={subjectFlow} state={r.status} /> },
        ]}
        main="name"
        keep={['subjectNo', 'name', 'status']}
        card={{ badge: 'status', lines: ['subjectNo', 'certName'], side: 'mode' }}
        tabs={Object.entries(subjectFlow.states).map(([code, s]) => ({ code, label: s.label }))}
        filters={[
          textFilter('name', '科目名称'),
          textFilter('subjectNo', '科目编号'),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', levelOptions),
          choiceFilter('mode', '考试方式', modeOptions),
        ]}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {r.status === 'published' ? (
              <OperationButton
                op={suspendSubjects}
                input={{ ids: [r.id] }}
                look="link-danger"
                says={() => `已停用 ${r.name}`}
              />
            ) : (
              <OperationButton
                op={publishSubjects}
                input={{ ids: [r.id] }}
                look="link"
                says={() => `已发布 ${r.name}`}
              />
            )}
          </>
        )}
        {...(isAuthor
          ? {
              bulk: (chosen, done) =>
                'ids' in chosen.input ? (
                  <OperationButton
                    op={publishSubjects}
                    input={{ ids: chosen.input.ids }}
                    label={`发布 ${chosen.count} 个科目`}
                    says={(a) => `已发布 ${a.count} 个科目`}
                    onDone={done}
                  />
                ) : null,
            }
          : {})}
        drawer={(id) => <SubjectView key={id} id={id} />}
        foresee={(r) => asking(subject, { id: r.id })}
        empty={<Nothing says="还没有考试科目">{add}</Nothing>}
      />
      {isAuthor ? (
        <FormDrawer
          op={addSubject}
          title="新增科目"
          open={adding}
          onClose={() => setAdding(false)}
          submit="保存"
          initial={{ targetTypeIds: [] }}
          says={(a) => `已新增科目 ${a.subjectNo}`}
        >
          {(form) => <SubjectFields form={form} of={null} />}
        </FormDrawer>
      ) : null}
      {types ? <TargetTypes onClose={() => setTypes(false)} /> : null}
    </>
  )
}

function SubjectView({ id }: { id: string }): ReactNode {
  const s = useAsk(subject, { id })
  const me = usePrincipal()
  const [editing, setEditing] = useState<SubjectDetail | null>(null)
  return (
    <>
      <Detail
        of={s}
        title={(d) => d.name}
        badge={(d) => <StateBadge of={subjectFlow} state={d.status} />}
        footer={(d) => (
          <>
            {holds(me, 'plans.write') ? <Button onClick={() => setEditing(d)}>编辑</Button> : null}
            <OperationButton
              op={suspendSubjects}
              input={{ ids: [d.id] }}
              step={{ of: subjectFlow, name: 'suspend', state: d.status }}
              look="danger"
            />
            <OperationButton
              op={publishSubjects}
              input={{ ids: [d.id] }}
              step={{ of: subjectFlow, name: 'publish', state: d.status }}
              look="primary"
            />
          </>
        )}
      >
        {(d) => (
          <>
            <SubjectFacts of={d} />
            <Section title="操作记录">
              <Timeline of={d.timeline} />
            </Section>
          </>
        )}
      </Detail>
      {editing ? (
        <FormDrawer
          op={editSubject}
          title={`编辑科目 ${editing.subjectNo}`}
          open
          onClose={() => setEditing(null)}
          submit="保存"
          initial={{
            name: editing.name,
            mode: editing.mode,
            roomType: editing.roomType,
            targetTypeIds: [...editing.targetTypeIds],
            fullScore: Number(editing.fullScore),
            passScore: Number(editing.passScore),
          }}
          toInput={(v) => ({ ...v, id: editing.id, version: editing.version }) as never}
          says={() => '已保存'}
        >
          {(form) => <SubjectFields form={form} of={editing} />}
        </FormDrawer>
      ) : null}
    </>
  )
}
