import { Button, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { Nothing } from '#kit/ui/empty.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { Facts, FileLink, Section } from '#kit/ui/record.tsx'
import { useVoice } from '#kit/ui/talk.tsx'
import {
  targetLabel,
  type CredentialDetail,
  type LogProof,
  type Major,
  type StandardDetail,
  type SubjectDetail,
} from '../model.ts'
import { RichText } from './rich-text.tsx'

/** P-4.1-04: 证书基本信息 + 证书对应专业. */
export const CredentialFacts = ({ of: c }: { of: CredentialDetail }): ReactNode => (
  <>
    <Section title="证书基本信息">
      <Facts
        of={[
          ['证书编号', c.certNo],
          ['证书名称', c.name],
          ['证书等级', c.level],
          ['颁证机构', c.awardingBodyName],
          ['考试通过条件', c.passCondition],
        ]}
      />
    </Section>
    <Section title="证书对应专业">
      <MajorTable of={c.majors} />
    </Section>
  </>
)
export const MajorTable = ({ of }: { of: readonly Major[] }): ReactNode => (
  <Table
    label="证书对应专业"
    rows={of}
    columns={[
      { key: 'code', title: '专业代码', width: 90 },
      { key: 'versionName', title: '专业版本', width: 90 },
      { key: 'name', title: '专业名称' },
      { key: 'eduLevel', title: '专业层次', width: 100 },
    ]}
  />
)

/** P-4.1-05: exactly 区块高度, 块哈希, 交易哈希, each to be copied. */
export function LogProofDialog(p: { proof: LogProof | null; open: boolean; onClose(): void }): ReactNode {
  const rows = p.proof
    ? ([
        ['区块高度', String(p.proof.blockHeight)],
        ['块哈希', p.proof.blockHash],
        ['交易哈希', p.proof.txHash],
      ] as const)
    : []
  return (
    <Modal open={p.open} title="上链信息" footer={null} width={640} onCancel={p.onClose}>
      {p.proof ? (
        <Facts of={rows.map(([label, text]) => [label, <Copied key={label} label={label} text={text} />])} />
      ) : (
        <Nothing says="该证书信息暂未上链" />
      )}
    </Modal>
  )
}
function Copied({ label, text }: { label: string; text: string }): ReactNode {
  const voice = useVoice()
  const [failed, setFailed] = useState(false)
  // On a plain-http address of a school's network the browser has no clipboard; the text can still be selected.
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      voice.say(`已复制${label}`)
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="jh-row">
      <code style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>{text}</code>
      <Button size="small" aria-label={`复制${label}`} onClick={() => void copy()}>
        复制
      </Button>
      {failed ? (
        <span className="jh-hint" role="status">
          请选中后按 Ctrl+C
        </span>
      ) : null}
    </div>
  )
}

export const SubjectFacts = ({ of: s }: { of: SubjectDetail }): ReactNode => (
  <Facts
    of={[
      ['科目编号', s.subjectNo],
      ['科目名称', s.name],
      ['证书名称', s.certName],
      ['证书等级', s.certLevel],
      ['考试方式', s.mode],
      ['考场类型', s.roomType],
      ['参考对象', targetLabel(s.targets)],
      ['满分', Number(s.fullScore)],
      ['合格分', Number(s.passScore)],
      ['颁证机构', s.awardingBodyName],
    ]}
  />
)

export const StandardFacts = ({ of: s }: { of: StandardDetail }): ReactNode => (
  <>
    <Facts
      of={[
        ['标准名称', s.title],
        ['证书名称', s.certName],
        ['证书等级', s.certLevel],
        ['颁证机构', s.awardingBodyName],
        ['版本', s.versionNo],
        ['发布日期', s.publishDate],
        s.file ? ['附件', <FileLink key="file" file={s.file} />] : null,
      ]}
    />
    {s.content ? (
      <Section title="内容">
        <RichText html={s.content} />
      </Section>
    ) : null}
  </>
)
