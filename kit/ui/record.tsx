import { useState, type ReactNode } from 'react'
import type { TimelineEntry } from '../pure/workflow.ts'
import { useVoice } from './talk.tsx'
import { minute, shortMinute } from './times.ts'

export type Fact = readonly [label: string, value: ReactNode] | null | false | undefined
/** Label and value, one or (where there is room) two pairs a line; absent values show as —, false ones not at all. */
export const Facts = ({ of, two = false }: { of: readonly Fact[]; two?: boolean }): ReactNode => (
  <dl className={two ? 'jh-fields two' : 'jh-fields'}>
    {of.map((f) =>
      f ? (
        <Pair key={f[0]} label={f[0]}>
          {f[1] === null || f[1] === undefined || f[1] === '' ? '—' : f[1]}
        </Pair>
      ) : null,
    )}
  </dl>
)
const Pair = ({ label, children }: { label: string; children: ReactNode }): ReactNode => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
)

export const Section = ({ title, children }: { title: string; children: ReactNode }): ReactNode => (
  <section className="jh-section">
    <h3>{title}</h3>
    {children}
  </section>
)

/** 11-22 14:30 in lists; the year stands in the title. */
export const Moment = ({ at }: { at: string | null | undefined }): ReactNode => (
  <span title={at ? minute(at) : undefined}>{shortMinute(at)}</span>
)

const goesBack = (e: TimelineEntry): boolean => /退回|拒绝|驳回|不通过|失败|撤/.test(e.label)
/** 审批流程及意见: who did what when, with the opinion; `awaits` tells whose turn it is. */
export const Timeline = ({ of, awaits }: { of: readonly TimelineEntry[]; awaits?: string | null }): ReactNode =>
  of.length === 0 && !awaits ? (
    <p className="jh-hint">暂无审批记录</p>
  ) : (
    <ol className="jh-timeline">
      {of.map((e) => (
        <li key={`${e.at}${e.label}`} className={goesBack(e) ? 'bad' : undefined}>
          <strong>{e.label}</strong>{' '}
          <span className="who">
            {[e.byOrganisation, e.byName].filter(Boolean).join(' ')} · {minute(e.at)}
          </span>
          {e.reason ? <blockquote>{e.reason}</blockquote> : null}
        </li>
      ))}
      {awaits ? (
        <li className="awaited">
          <strong>{awaits}</strong>
        </li>
      ) : null}
    </ol>
  )

/** A masked value; 显示全部 asks the server, which writes who looked (house 6). Hidden again with the record. */
export function Masked({ shown, reveal }: { shown: string; reveal?: (() => Promise<string>) | undefined }): ReactNode {
  const [clear, setClear] = useState<string | null>(null)
  const voice = useVoice()
  if (clear !== null || !reveal) return clear ?? shown
  return (
    <>
      {shown}{' '}
      <button
        type="button"
        className="jh-link"
        onClick={() => {
          reveal().then(setClear, voice.tell)
        }}
      >
        显示全部
      </button>
    </>
  )
}

/** A person's photo, 3 : 4; opens large in a tab of its own. */
export const Photo = ({ file, of }: { file: string | null; of: string }): ReactNode =>
  file ? (
    <a className="jh-photo" href={`/api/files/${file}`} target="_blank" rel="noreferrer">
      <img src={`/api/files/${file}`} alt={`${of}的照片`} loading="lazy" />
    </a>
  ) : (
    <span className="jh-photo none">无照片</span>
  )

export const FileLink = ({ file }: { file: { id: string; name: string } }): ReactNode => (
  <a className="jh-link" href={`/api/files/${file.id}`} download={file.name}>
    {file.name}
  </a>
)
