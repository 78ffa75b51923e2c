import { Button, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { levelOptions } from '#credentials/ui'
import { holds } from '#kit/pure/who.ts'
import { asking, useAsk } from '#kit/ui/ask.ts'
import { StateBadge } from '#kit/ui/badge.tsx'
import { Nothing } from '#kit/ui/empty.tsx'
import { ExportButton } from '#kit/ui/export-button.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { Detail } from '#kit/ui/list/detail.tsx'
import { choiceFilter, optionsOfStates, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { useVoice } from '#kit/ui/talk.tsx'
import { useGo } from '#kit/ui/url.tsx'
import type { DeclarationDetail, DeclarationRow } from '../model.ts'
import { declaration, listDeclarations } from '../operations.ts'
import { declarationExport } from '../sheets.ts'
import { declarationFlow } from '../workflow.ts'
import { DeclarationForm } from './declaration-form.tsx'
import { awaitedOf, Block, DeclarationFacts, MajorNumbers, ReviewRecord, SchoolBlocks } from './declaration-view.tsx'

const whyNotEdit = (d: Pick<DeclarationRow, 'edit'>): string | undefined =>
  d.edit === 'time-over'
    ? '申报时间已结束，无法申报'
    : d.edit === 'time-not-come'
      ? '申报时间未开始，无法申报'
      : undefined
/** P-4.3-20: only 审核退回 and 未提交 have the button; out of time it says why. */
const hasEdit = (d: Pick<DeclarationRow, 'edit'>): boolean => d.edit !== 'submitted'

/** 证书试点申报 of a school (P-4.3-01, P3-2.4-01) and, read only, of an awarding body (P-4.3-27). */
export default function Declarations(): ReactNode {
  const me = usePrincipal()
  const go = useGo()
  const isSchool = me.actor === 'school'
  const writes = isSchool && holds(me, 'pilots.write')
  const [editing, setEditing] = useState<string | null>(null)
  const declare = writes ? (
    <Button type="primary" onClick={() => go('/declaration-plans')}>
      申报证书试点
    </Button>
  ) : null
  return (
    <>
      <PageHeader
        title="证书试点申报"
        context={isSchool ? '同一证书同一等级，当年度只能申报一次' : '审核通过的本机构证书试点'}
        actions={declare}
      />
      <List
        name="declarations"
        label="证书试点申报"
        unit="条"
        op={listDeclarations}
        columns={[
          { key: 'year', title: '年份', width: 80, sort: true },
          { key: 'batch', title: '申报批次', width: 110 },
          ...(isSchool
            ? []
            : [
                { key: 'schoolName', title: '申报院校', width: 180 },
                { key: 'cityName', title: '城市', width: 120 },
              ]),
          { key: 'certName', title: '证书名称(等级)', sort: true, render: (r) => displayName(r.certName, r.certLevel) },
          ...(isSchool ? [{ key: 'awardingBodyName', title: '颁证机构', width: 180 }] : []),
          { key: 'applyTotal', title: '申请总人数', width: 100, align: 'right' as const },
          {
            key: 'approvedTotal',
            title: '审核总人数',
            width: 100,
            align: 'right' as const,
            render: (r) => r.approvedTotal ?? '',
          },
          {
            key: 'status',
            title: '审核状态',
            width: 110,
            render: (r) => <StateBadge of={declarationFlow} state={r.status} />,
          },
        ]}
        main="certName"
        keep={['year', 'certName', 'status']}
        card={{ badge: 'status', lines: ['batch', 'awardingBodyName'], side: 'applyTotal' }}
        {...(isSchool
          ? { tabs: optionsOfStates(declarationFlow).map((o) => ({ code: o.value, label: o.label })) }
          : {})}
        filters={[
          textFilter('year', '年份'),
          textFilter('certName', '证书名称'),
          ...(isSchool
            ? [choiceFilter('status', '审核状态', optionsOfStates(declarationFlow))]
            : [textFilter('schoolName', '申报院校'), choiceFilter('certLevel', '证书等级', levelOptions)]),
        ]}
        ticks={isSchool}
        tools={(asked) =>
          isSchool ? <ExportButton sheet={declarationExport} asked={asked} label="按证书导出申报明细表" /> : null
        }
        actions={(r, t) => (
          <>
            <button type="button" className="jh-link" onClick={() => t.open(r.id)}>
              查看
            </button>
            {writes && hasEdit(r) ? <EditLink of={r} onEdit={() => setEditing(r.id)} /> : null}
          </>
        )}
        drawer={(id) => <DeclarationView key={id} id={id} onEdit={() => setEditing(id)} />}
        foresee={(r) => asking(declaration, { id: r.id })}
        empty={<Nothing>{declare}</Nothing>}
      />
      {editing ? <EditDialog id={editing} onClose={() => setEditing(null)} /> : null}
    </>
  )
}

function EditLink({ of, onEdit }: { of: DeclarationRow; onEdit(): void }): ReactNode {
  const why = whyNotEdit(of)
  return (
    <button
      type="button"
      className="jh-link"
      aria-disabled={why ? true : undefined}
      title={why}
      onClick={() => (why ? undefined : onEdit())}
    >
      编辑{why ? <span className="jh-hidden">（{why}）</span> : null}
    </button>
  )
}

function DeclarationView({ id, onEdit }: { id: string; onEdit(): void }): ReactNode {
  const d = useAsk(declaration, { id })
  const me = usePrincipal()
  const isSchool = me.actor === 'school'
  return (
    <Detail
      of={d}
      title={(x) => displayName(x.certName, x.certLevel)}
      badge={(x) => <StateBadge of={declarationFlow} state={x.status} />}
      footer={(x) =>
        isSchool && holds(me, 'pilots.write') && hasEdit(x) ? (
          <>
            {whyNotEdit(x) ? <span className="jh-hint">{whyNotEdit(x)}</span> : null}
            <Button type="primary" disabled={whyNotEdit(x) !== undefined} onClick={onEdit}>
              编辑
            </Button>
          </>
        ) : null
      }
    >
      {(x) => (
        <>
          {isSchool && x.edit === 'submitted' ? (
            <p className="jh-para jh-second">如需修改信息，请联系省厅退回该申报数据修改后再提交</p>
          ) : null}
          <SchoolBlocks of={x} />
          <Block title="申报明细" open>
            <DeclarationFacts of={x} />
            <MajorNumbers of={x} />
          </Block>
          <Block title="审核信息记录" open>
            <ReviewRecord of={x.timeline} awaits={awaitedOf(x)} />
          </Block>
        </>
      )}
    </Detail>
  )
}

/** 编辑 (P-4.3-20): a dialog with the old values; 保存, 保存并提交, 取消. */
function EditDialog({ id, onClose }: { id: string; onClose(): void }): ReactNode {
  const d = useAsk(declaration, { id })
  const voice = useVoice()
  const [touched, setTouched] = useState(false)
  const [leaving, setLeaving] = useState(false)
  if (!d.data || d.isPlaceholderData) return null
  const of: DeclarationDetail = d.data
  return (
    <Modal
      open
      title="编辑证书试点申报"
      width="min(960px, 100vw)"
      footer={null}
      mask={{ closable: false }}
      onCancel={() => (touched ? setLeaving(true) : onClose())}
    >
      <DeclarationForm
        plan={{ id: of.planId, year: of.year, batch: of.batch, isByMajor: of.plan.isByMajor }}
        of={of}
        onTouched={setTouched}
        onDone={(says) => {
          voice.say(says)
          onClose()
        }}
        onCancel={() => (touched ? setLeaving(true) : onClose())}
      />
      <Modal
        open={leaving}
        title="填写的内容还没有保存"
        width={400}
        okText="继续填写"
        cancelText="放弃填写"
        onOk={() => setLeaving(false)}
        onCancel={onClose}
        closable={false}
      />
    </Modal>
  )
}
