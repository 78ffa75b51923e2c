import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { grantFor } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { Facts, Section, Timeline } from '#kit/ui/record.tsx'
import type { EnrolledCandidateRow } from '../model.ts'
import { editEnrolledCandidate, enrolledCandidate, listEnrolledCandidates } from '../operations.ts'
import { blockFacts } from './facts.tsx'

/** 考务管理 › 考生管理 of an awarding body: who is registered in its plans; 只能修改姓名拼音、手机号 (P-5.2.3-12). */
export default function EnrolledCandidates(): ReactNode {
  const [editing, setEditing] = useState<EnrolledCandidateRow | null>(null)
  const writes = grantFor(usePrincipal(), editEnrolledCandidate.who) !== null
  return (
    <>
      <PageHeader
        title="考生管理（已报考考生信息）"
        context="应院校要求修改考试计划内的考生信息，只能修改姓名拼音、手机号"
      />
      <List
        name="enrolled-candidates"
        label="已报考考生"
        unit="人"
        op={listEnrolledCandidates}
        columns={[
          { key: 'planName', title: '考试计划', width: 220 },
          { key: 'certName', title: '报考证书', render: (r) => displayName(r.certName, r.certLevel) },
          { key: 'name', title: '姓名', width: 96, sort: true },
          { key: 'namePinyin', title: '姓名拼音', width: 150 },
          { key: 'mobileMasked', title: '手机号', width: 116 },
          { key: 'idMasked', title: '证件号码', width: 124 },
          { key: 'candidateNo', title: '考生编号', width: 222, sort: true, hidden: true },
          { key: 'schoolName', title: '所属院校', width: 160 },
        ]}
        main="name"
        keep={['name', 'planName']}
        card={{ lines: ['namePinyin', 'certName', 'planName', 'schoolName'], side: 'mobileMasked' }}
        filters={[
          textFilter('name', '姓名'),
          textFilter('idNo', '证件号码'),
          textFilter('planName', '考试计划'),
          textFilter('certName', '报考证书'),
          textFilter('schoolName', '所属院校'),
          textFilter('candidateNo', '考生编号'),
        ]}
        actionsWidth={96}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {writes ? (
              <button type="button" className="jh-link" onClick={() => setEditing(r)}>
                编辑
              </button>
            ) : null}
          </>
        )}
        drawer={(id) => <View id={id} onEdit={writes ? setEditing : undefined} />}
        foresee={(r) => asking(enrolledCandidate, { id: r.id })}
        empty={<Nothing says="考试计划中还没有考生报考" />}
      />
      {editing ? <Edit of={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}

function View({ id, onEdit }: { id: string; onEdit: ((of: EnrolledCandidateRow) => void) | undefined }): ReactNode {
  return (
    <Detail
      of={useAsk(enrolledCandidate, { id })}
      title={(c) => c.name}
      footer={(c) =>
        onEdit ? (
          <Button type="primary" onClick={() => onEdit(c)}>
            编辑
          </Button>
        ) : null
      }
    >
      {(c) => (
        <>
          <Section title="报考信息">
            <Facts
              of={[
                ['考试计划', `${c.planName}（${c.planNumber}）`],
                ['报考证书', displayName(c.certName, c.certLevel)],
                ['考试科目', c.subjects.map((s) => s.name).join('、')],
              ]}
            />
          </Section>
          <Section title="考生信息（报考时）">
            <Facts of={blockFacts(c)} />
          </Section>
          <Section title="办理记录">
            <Timeline of={c.timeline} />
          </Section>
        </>
      )}
    </Detail>
  )
}

const given = (v: unknown): string | undefined => (typeof v === 'string' && v.trim() ? v : undefined)
function Edit({ of, onClose }: { of: EnrolledCandidateRow; onClose(): void }): ReactNode {
  return (
    <FormModal
      op={editEnrolledCandidate}
      title={`编辑 ${of.name}`}
      open
      onClose={onClose}
      submit="保存"
      initial={{ namePinyin: of.namePinyin ?? '' }}
      toInput={(v) => {
        const namePinyin = given(v['namePinyin'])
        const mobile = given(v['mobile'])
        return {
          id: of.id,
          version: of.version,
          ...(namePinyin !== undefined && namePinyin !== of.namePinyin ? { namePinyin } : {}),
          ...(mobile === undefined ? {} : { mobile }),
        }
      }}
      says={() => `已修改 ${of.name} 在“${of.planName}”中的信息`}
    >
      <p className="jh-hint">只修改“{of.planName}”内的考生信息，院校考生管理中的信息不变</p>
      <Field name="namePinyin" label="姓名拼音" hint="大写，姓与名之间空一格">
        <Input maxLength={100} />
      </Field>
      <Field name="mobile" label="手机号" hint={`现为 ${of.mobileMasked ?? '未填写'}，不修改则不填`}>
        <Input maxLength={11} inputMode="tel" />
      </Field>
    </FormModal>
  )
}
