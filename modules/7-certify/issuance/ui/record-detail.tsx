import type { ReactNode } from 'react'
import { StateBadge } from '#kit/ui/badge.tsx'
import { useAsk } from '#kit/ui/ask.ts'
import { Detail } from '#kit/ui/list/detail.tsx'
import { Facts, Moment, Section, Timeline } from '#kit/ui/record.tsx'
import { modes, sources } from '../model.ts'
import { record } from '../operations.ts'
import { issuance } from '../workflow.ts'

const sides = { 'awarding-body': '培训评价组织', site: '考核站点' } as const

/** All blocks, both signers, earlier refusals, 上链信息 (P-4.2.7-05). */
export function RecordDetail({ id }: { id: string }): ReactNode {
  return (
    <Detail of={useAsk(record, { id })} title={(r) => r.name} badge={(r) => <StateBadge of={issuance} state={r.status} />}>
      {(r) => (
        <>
          <Section title="学生信息">
            <Facts of={[['考生编号', r.candidateNo], ['考生姓名', r.name], [r.idType, r.idMasked], ['学生类型', r.kind === 'student' ? '院校考生' : '社会考生'], ['所属院校', r.schoolName]]} />
          </Section>
          <Section title="证书信息">
            <Facts of={[['证书名称', `${r.certName}(${r.certLevel})`], ['颁证机构', r.awardingBodyName], ['证书编号', r.serialNo], ['颁证时间', <Moment at={r.issuedAt} />], ['颁证方式', r.mode ? modes[r.mode] : null]]} />
          </Section>
          <Section title="考证结果">
            <Facts of={[['考试计划', r.examName], ['考核站点', r.siteName], ['来源', sources[r.source]], r.rejectReason ? ['拒绝签发理由', r.rejectReason] : null, r.sealError ? ['盖章失败原因', r.sealError] : null]} />
          </Section>
          {r.signatures.length ? (
            <Section title="签发人签字">
              <Facts of={r.signatures.map((s) => [sides[s.side], <span>{s.signerName} <Moment at={s.at} /> {s.imageFileId ? <img src={`/api/files/${s.imageFileId}`} alt={`${s.signerName}的签字`} height={36} /> : null}</span>] as const)} />
            </Section>
          ) : null}
          {r.chain ? (
            <Section title="上链信息">
              <Facts of={[['区块高度', r.chain.blockHeight], ['块哈希', <code>{r.chain.blockHash}</code>], ['交易哈希', <code>{r.chain.txHash}</code>]]} />
            </Section>
          ) : null}
          <Section title="审批流程及意见">
            <Timeline of={r.timeline} />
          </Section>
        </>
      )}
    </Detail>
  )
}
