import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import type { FileLimit, StoredFile } from '#kit/ui/files.ts'
import { DayInput } from '#kit/ui/form/dates.tsx'
import { FileInput } from '#kit/ui/form/file-input.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Section, Timeline } from '#kit/ui/record.tsx'
import { displayName, standardKinds, type StandardDetail, type StandardKind, type StandardRow } from '../model.ts'
import {
  addStandard,
  editStandard,
  enableSiteStandard,
  listStandards,
  publishSkillStandards,
  standard,
  suspendSiteStandards,
  suspendSkillStandards,
} from '../operations.ts'
import { mayEditStandard } from '../rules.ts'
import { siteStandardFlow, skillStandardFlow } from '../workflow.ts'
import { StandardFacts } from './facts.tsx'
import { levelOptions } from './options.ts'
import { RichTextInput } from './rich-text.tsx'
import { SearchSelect } from './search-select.tsx'
import { findOwnCredentials } from './find-credentials.ts'

const pdf: FileLimit = { types: ['.pdf'], megabytes: 20 }
export const standardFlowOf = (kind: StandardKind) => (kind === 'skill' ? skillStandardFlow : siteStandardFlow)

/** The step that is open to a standard of its kind and state. */
function StandardStep({ of: s, look }: { of: StandardRow; look: 'link' | 'button' }): ReactNode {
  const link = look === 'link'
  if (s.kind === 'skill')
    return s.status === 'published' ? (
      <OperationButton
        op={suspendSkillStandards}
        input={{ ids: [s.id] }}
        look={link ? 'link-danger' : 'danger'}
        says={() => `已停用 ${s.title}`}
      />
    ) : (
      <OperationButton
        op={publishSkillStandards}
        input={{ ids: [s.id] }}
        look={link ? 'link' : 'primary'}
        says={() => `已发布 ${s.title}`}
      />
    )
  return s.status === 'enabled' ? (
    <OperationButton
      op={suspendSiteStandards}
      input={{ ids: [s.id] }}
      look={link ? 'link-danger' : 'danger'}
      says={() => `已停用 ${s.title}`}
    />
  ) : (
    <OperationButton
      op={enableSiteStandard}
      input={{ id: s.id }}
      look={link ? 'link' : 'primary'}
      says={(a) => (a.replaced ? `已启用 ${s.title}，原来启用的标准已停用` : `已启用 ${s.title}`)}
    />
  )
}

/** 职业技能等级标准 and 考核站点建设标准 of an awarding body (P-3.1-04, P-3.2-04). */
export function Standards({ kind }: { kind: StandardKind }): ReactNode {
  const me = usePrincipal()
  const isAuthor = holds(me, 'standards.write')
  const [adding, setAdding] = useState(false)
  const flow = standardFlowOf(kind)
  const add = isAuthor ? (
    <Button type="primary" onClick={() => setAdding(true)}>
      新增标准
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title={standardKinds[kind]}
        context={
          kind === 'skill'
            ? '发布后，申请过该证书试点的院校可以查看'
            : '同一证书只能启用一个标准，启用新标准后原标准自动停用'
        }
        actions={add}
      />
      <List
        name={`${kind}-standards`}
        label={standardKinds[kind]}
        unit="个"
        op={listStandards}
        given={{ kind }}
        columns={[
          { key: 'title', title: '标准名称' },
          {
            key: 'certName',
            title: '证书名称',
            width: 260,
            render: (r) => displayName(r.certName, r.certLevel),
            sort: true,
          },
          { key: 'versionNo', title: '版本', width: 110 },
          { key: 'publishDate', title: '发布日期', width: 120, sort: true },
          { key: 'status', title: '状态', width: 100, render: (r) => <StateBadge of={flow} state={r.status} /> },
        ]}
        main="title"
        keep={['title', 'versionNo', 'status']}
        card={{ badge: 'status', lines: ['certName', 'versionNo'], side: 'publishDate' }}
        tabs={Object.entries(flow.states).map(([code, s]) => ({ code, label: s.label }))}
        filters={[
          textFilter('title', '标准名称'),
          textFilter('certName', '证书名称'),
          choiceFilter('certLevel', '证书等级', levelOptions),
        ]}
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            <StandardStep of={r} look="link" />
          </>
        )}
        drawer={(id) => <StandardView key={id} id={id} />}
        foresee={(r) => asking(standard, { id: r.id })}
        empty={<Nothing says={`还没有${standardKinds[kind]}`}>{add}</Nothing>}
      />
      {isAuthor ? (
        <FormDrawer
          op={addStandard}
          title={`新增${standardKinds[kind]}`}
          open={adding}
          onClose={() => setAdding(false)}
          submit="保存"
          initial={{ content: '' }}
          toInput={({ file, ...v }) =>
            ({ ...v, kind, fileId: (file as StoredFile[] | undefined)?.[0]?.id ?? null }) as never
          }
          says={() => (kind === 'skill' ? '已新增标准，发布后院校可以查看' : '已新增标准，启用后院校可以查看')}
        >
          <Fields isNew />
        </FormDrawer>
      ) : null}
    </>
  )
}

function Fields({ isNew }: { isNew: boolean }): ReactNode {
  return (
    <>
      {isNew ? (
        <Field name="credentialId" label="证书" required>
          <SearchSelect label="证书" placeholder="请输入证书名称搜索后选择" find={findOwnCredentials} />
        </Field>
      ) : null}
      <Field name="title" label="标准名称" required>
        <Input maxLength={200} />
      </Field>
      <Field name="versionNo" label="版本" required hint="同一证书同一版本只能有一个标准">
        <Input maxLength={50} />
      </Field>
      <Field name="publishDate" label="发布日期" required>
        <DayInput />
      </Field>
      <Field name="content" label="内容" hint="内容和附件至少填写一项">
        <RichTextInput label="内容" />
      </Field>
      <Field name="file" label="附件">
        <FileInput purpose="standard" limit={pdf} />
      </Field>
    </>
  )
}

function StandardView({ id }: { id: string }): ReactNode {
  const s = useAsk(standard, { id })
  const me = usePrincipal()
  const [editing, setEditing] = useState<StandardDetail | null>(null)
  return (
    <>
      <Detail
        of={s}
        title={(d) => d.title}
        badge={(d) => <StateBadge of={standardFlowOf(d.kind)} state={d.status} />}
        footer={(d) =>
          holds(me, 'standards.write') ? (
            <>
              <Button
                disabled={!mayEditStandard(d.status)}
                title={mayEditStandard(d.status) ? undefined : '正在使用的标准不能修改，请先停用'}
                onClick={() => setEditing(d)}
              >
                编辑
              </Button>
              <StandardStep of={d} look="button" />
            </>
          ) : null
        }
      >
        {(d) => (
          <>
            <StandardFacts of={d} />
            <Section title="操作记录">
              <Timeline of={d.timeline} />
            </Section>
          </>
        )}
      </Detail>
      {editing ? (
        <FormDrawer
          op={editStandard}
          title={`编辑${standardKinds[editing.kind]}`}
          open
          onClose={() => setEditing(null)}
          submit="保存"
          initial={{
            title: editing.title,
            versionNo: editing.versionNo,
            publishDate: editing.publishDate,
            content: editing.content,
            file: editing.file ? [{ ...editing.file, type: 'application/pdf' }] : [],
          }}
          toInput={({ file, ...v }) =>
            ({
              ...v,
              id: editing.id,
              version: editing.version,
              fileId: (file as StoredFile[] | undefined)?.[0]?.id ?? null,
            }) as never
          }
          says={() => '已保存'}
        >
          <Fields isNew={false} />
        </FormDrawer>
      ) : null}
    </>
  )
}
