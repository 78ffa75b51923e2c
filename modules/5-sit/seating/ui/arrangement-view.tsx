import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { useAsk } from '#kit/ui/ask.ts'
import { Detail } from '#kit/ui/list/detail.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Facts, Section, Timeline } from '#kit/ui/record.tsx'
import { A } from '#kit/ui/url.tsx'
import { span } from '#kit/ui/times.ts'
import type { ArrangedSubject, ArrangementDetail, SiteCounts } from '../model.ts'
import { arrange, arrangement, arrangementOutlook, withdrawSubject } from '../operations-arrange.ts'
import { sittingTime } from '../times.ts'
import { arrangementFlow } from '../workflow.ts'
import { arrangedInWords, leftIn, Reasons } from './arranged.tsx'
import { ArrangementBadge } from './arrangement-badge.tsx'
import { notNow } from './not-now.ts'
import './seat-map.css'

type Told = (subjects: readonly ArrangedSubject[]) => void

/** 查看 of a subject: its sites (P-5.2.8.1-03), what 排考 would do, and what was done. */
export function ArrangementView({ id, onArranged }: { id: string; onArranged: Told }): ReactNode {
  const isBody = usePrincipal().actor === 'awarding-body'
  return (
    <Detail
      of={useAsk(arrangement, { id })}
      title={(a) => a.subjectName}
      badge={(a) => <ArrangementBadge of={a.status} />}
      footer={(a) => (isBody ? <Acts of={a} onArranged={onArranged} /> : null)}
    >
      {(a) => (
        <>
          <Facts
            of={[
              ['考试计划', a.planName],
              ['考试证书', displayName(a.certName, a.certLevel)],
              ['考试方式', a.mode],
              ['考试时间', sittingTime(a.startsAt, a.endsAt)],
              ['排考时间', span(a.arrangeStart, a.arrangeEnd)],
              ['已排考人数', `${a.seated} / ${a.enrolled}`],
              a.isPayRequired && ['排考条件', '仅已缴费的考生'],
            ]}
          />
          <Section title="考核站点">
            <Sites of={a} onArranged={onArranged} />
          </Section>
          {isBody && a.seated < a.enrolled && notNow(a) === undefined ? <Outlook id={a.id} /> : null}
          <Section title="排考记录">
            {a.timeline.length > 0 ? <Timeline of={a.timeline} /> : <p className="jh-hint">还没有排考</p>}
          </Section>
        </>
      )}
    </Detail>
  )
}

function Acts({ of: a, onArranged }: { of: ArrangementDetail; onArranged: Told }): ReactNode {
  const state = a.seated === 0 ? 'unarranged' : a.seated < a.enrolled ? 'arranging' : 'arranged'
  return (
    <>
      <OperationButton
        op={withdrawSubject}
        input={{ id: a.id } as never}
        step={{ of: arrangementFlow, name: 'withdraw-all', state }}
        blocked={notNow(a) ?? (a.seated === 0 ? '没有可撤回的排考' : undefined)}
        label="撤回全部排考"
        look="danger"
        confirm={`将撤回本科目 ${a.seated} 名考生的座位，准考证号保留。`}
        says={(x) => `已撤回 ${x.withdrawn} 人`}
      />
      <OperationButton
        op={arrange}
        input={{ ids: [a.id] }}
        look="primary"
        blocked={notNow(a) ?? (a.seated === a.enrolled ? '没有待排考的考生' : undefined)}
        says={(x) => arrangedInWords(x.subjects)}
        onDone={(x) => onArranged(x.subjects)}
      />
    </>
  )
}

function Sites({ of: a, onArranged }: { of: ArrangementDetail; onArranged: Told }): ReactNode {
  if (a.sites.length === 0) return <p className="jh-hint">还没有考生报考本科目</p>
  return (
    <ul className="jh-sites">
      {a.sites.map((s) => (
        <li key={s.siteId ?? 'none'}>
          <strong>{s.siteName ?? '未分配考核站点'}</strong>
          <p>
            报考人数 {s.enrolled} · 已排人数 {s.seated}
            {s.siteId ? ` · 考场数 ${s.rooms}（${s.seatCount} 个考位）` : ''}
          </p>
          <p className="jh-hint">{s.schools}</p>
          <p className="jh-acts">
            <SiteActs of={s} subject={a} onArranged={onArranged} />
          </p>
        </li>
      ))}
    </ul>
  )
}
function SiteActs({ of: s, subject: a, onArranged }: { of: SiteCounts; subject: ArrangementDetail; onArranged: Told }): ReactNode {
  const isBody = usePrincipal().actor === 'awarding-body'
  if (!s.siteId) return isBody ? <A to="/site-assignments">考核站点分配</A> : null
  return (
    <>
      <A to={`/site-arrangements/${a.id}/${s.siteId}`}>查看考场编排</A>
      {isBody && s.seated < s.enrolled ? (
        <OperationButton
          op={arrange}
          input={{ ids: [a.id], siteId: s.siteId }}
          label="只排该站点"
          look="link"
          blocked={notNow(a)}
          says={(x) => arrangedInWords(x.subjects)}
          onDone={(x) => onArranged(x.subjects)}
        />
      ) : null}
    </>
  )
}

/** Before anything is written: who would sit, and why the others would not. */
function Outlook({ id }: { id: string }): ReactNode {
  const { data } = useAsk(arrangementOutlook, { id })
  if (!data) return null
  const left = leftIn(data.unseated)
  return (
    <Section title={`现在排考：可排 ${data.seatable} 人${left ? `，${left} 人不能排` : ''}`}>
      {left ? <Reasons of={data.unseated} /> : <p className="jh-hint">全部考生都有考位</p>}
    </Section>
  )
}
