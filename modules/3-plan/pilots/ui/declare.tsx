import type { ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Failure, Nothing, Skeleton } from '#kit/ui/empty.tsx'
import { PageHeader, Panel } from '#kit/ui/header.tsx'
import { useMe } from '#kit/ui/me.ts'
import { useVoice } from '#kit/ui/talk.tsx'
import { left, minute } from '#kit/ui/times.ts'
import { A, useGo, usePath } from '#kit/ui/url.tsx'
import { plan } from '../operations.ts'
import { DeclarationForm } from './declaration-form.tsx'

/** 申报证书试点 in one plan (P-4.3-04…13). */
export default function Declare(): ReactNode {
  const id = usePath()['id'] ?? ''
  const p = useAsk(plan, { id })
  const go = useGo()
  const voice = useVoice()
  const { now } = useMe().world
  const back = <A to="/declaration-plans">查看申报计划</A>
  if (p.isError && !p.data) return <Failure error={p.error} retry={() => void p.refetch()} />
  if (!p.data) return <Skeleton />
  const isOpen = p.data.phase === 'open'
  return (
    <>
      <PageHeader
        title="申报证书试点"
        context={isOpen ? `申报截止 ${minute(p.data.endAt)}，${left(p.data.endAt, now)}` : null}
        back={back}
      />
      <Panel>
        {isOpen ? (
          <DeclarationForm
            plan={p.data}
            onDone={(says) => {
              voice.say(says)
              go('/declarations')
            }}
            onCancel={() => go('/declaration-plans')}
          />
        ) : (
          <Nothing says={p.data.phase === 'upcoming' ? '申报时间未开始，无法申报' : '申报时间已结束，无法申报'}>
            {back}
          </Nothing>
        )}
      </Panel>
    </>
  )
}
