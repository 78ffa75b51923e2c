import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { grantFor } from '#kit/pure/who.ts'
import { useAsk } from '#kit/ui/ask.ts'
import { act } from '#kit/ui/client.ts'
import { Badge } from '#kit/ui/badge.tsx'
import { useKeys } from '#kit/ui/keys.ts'
import { Detail } from '#kit/ui/list/detail.tsx'
import { useMe } from '#kit/ui/me.ts'
import { Facts, Masked, Photo, Section, Timeline } from '#kit/ui/record.tsx'
import type { Candidate, CandidateRow } from '../model.ts'
import { deleteCandidate, editCandidate, getCandidate, revealCandidate } from '../operations.ts'
import { machineChecks } from '../rules.ts'
import { candidateFlow } from '../workflow.ts'
import { BatchButton } from './batch-button.tsx'
import { EditCandidate } from './candidate-form.tsx'
import { CertifyButton } from './certify-button.tsx'
import { useStandIn } from './comparing.ts'
import { ConfirmButton } from './confirm-candidate.tsx'
import { factsOf } from './facts.tsx'
import { CandidateStatusBadges } from './status-badges.tsx'

/** The machine's checks stand first: what is in order takes one line, a doubt its own sentence. */
function Checks({ of }: { of: Candidate }): ReactNode {
  const checks = machineChecks(of)
  const good = checks.filter((c) => c.isGood)
  const standIn = useStandIn()
  return (
    <Section title="核对">
      {checks
        .filter((c) => !c.isGood)
        .map((c) => (
          <p key={c.what} className="jh-row">
            <Badge tone="waiting">{c.what}</Badge>
            <span>{c.says}</span>
          </p>
        ))}
      {good.length ? (
        <p className="jh-row">
          <Badge tone="good">已通过</Badge>
          <span className="jh-second">{good.map((c) => `${c.what}${c.says}`).join('；')}</span>
        </p>
      ) : null}
      {standIn ? <p className="jh-hint">{standIn}</p> : null}
    </Section>
  )
}

/** The clear numbers, once asked for; hidden again with the record. */
function Identity({ of }: { of: Candidate }): ReactNode {
  const { principal } = useMe()
  const mayReveal = principal !== null && grantFor(principal, revealCandidate.who) !== null
  const reveal = (field: 'idNo' | 'mobile') => async () => (await act(revealCandidate, { id: of.id }))[field] ?? '—'
  return (
    <Section title="考生信息">
      <Facts
        of={[
          ['考生编号', of.candidateNo],
          ...factsOf(of, {
            idNo: <Masked shown={of.idMasked} reveal={mayReveal ? reveal('idNo') : undefined} />,
            mobile: of.mobileMasked ? (
              <Masked shown={of.mobileMasked} reveal={mayReveal ? reveal('mobile') : undefined} />
            ) : null,
          }),
          ['已报考证书', of.enrolledCount],
        ]}
      />
    </Section>
  )
}

function Footer({ of, onGone }: { of: Candidate; onGone(): void }): ReactNode {
  const { principal } = useMe()
  const [editing, setEditing] = useState(false)
  const mayEdit = principal !== null && grantFor(principal, editCandidate.who) !== null
  const blocked = of.isCertifying ? '认证处理中，请稍后再试' : undefined
  useKeys({ e: () => !blocked && setEditing(true) }, mayEdit && !editing)
  if (!mayEdit) return null
  return (
    <>
      <BatchButton
        op={deleteCandidate}
        input={{ id: of.id }}
        label="删除"
        verb="删除"
        look="danger"
        confirm={deleteCandidate.confirm}
        says={() => `已删除 ${of.name}`}
        onDone={onGone}
      />
      <Button disabled={blocked !== undefined} title={blocked} onClick={() => setEditing(true)}>
        编辑<kbd>E</kbd>
      </Button>
      <CertifyButton of={of} look="primary" hotkey="A" />
      <ConfirmButton id={of.id} status={of.status} look="primary" hotkey="A" />
      {editing ? <EditCandidate of={of} onClose={() => setEditing(false)} /> : null}
    </>
  )
}

/** One candidate beside the list: checks, photo, record, what happened to it. */
export function CandidateDetail({
  id,
  row,
  onGone,
}: {
  id: string
  row: CandidateRow | undefined
  onGone(): void
}): ReactNode {
  const asked = useAsk(getCandidate, { id }, { everyMs: row?.isCertifying ? 2500 : false })
  return (
    <Detail
      of={asked}
      title={(c) => c.name}
      badge={(c) => <CandidateStatusBadges {...c} />}
      footer={(c) => <Footer of={c} onGone={onGone} />}
    >
      {(c) => (
        <>
          <Checks of={c} />
          <Section title="照片">
            <Photo file={c.photoFileId} of={c.name} />
          </Section>
          <Identity of={c} />
          <Section title="信息状态记录">
            <Timeline of={c.timeline} awaits={awaits(c)} />
          </Section>
        </>
      )}
    </Detail>
  )
}
const awaits = (c: Candidate): string | null =>
  c.isCertifying
    ? '等待公安系统照片比对'
    : { 'no-photo': '等待上传照片', unverified: '等待认证', 'needs-check': '等待人工确认', verified: null }[
        c.status as keyof typeof candidateFlow.states
      ]
