import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { me } from '#accounts'
import { useAsk } from '../../kit/ui/ask.ts'
import { Failure } from '../../kit/ui/empty.tsx'
import { MeContext, type Me } from '../../kit/ui/me.ts'
import type { Principal } from '../../kit/pure/who.ts'
import { entrancePath } from './entrances.ts'

export const meQuestion = [me.module, me.name]

/**
 * Who is here. When a session ends under somebody's hands the page stays as it is, with what was typed, and asks to sign in
 * again in a tab beside it; only a person who was never signed in is led to the entrance.
 */
export function SessionProvider({ children }: { children: ReactNode }): ReactNode {
  const client = useQueryClient()
  const answer = useAsk(me, {})
  const last = useRef<Principal | null>(null)
  const now = answer.data?.principal
  const signedIn = now && now.actor !== 'public' ? now : null
  if (signedIn) last.current ??= signedIn
  const someoneElse = signedIn !== null && last.current !== null && signedIn.accountId !== last.current.accountId
  useEffect(() => {
    // Another person signed in from the other tab: nothing of the former one may stay on screen.
    if (someoneElse) location.assign('/')
  }, [someoneElse])
  if (signedIn && !someoneElse) last.current = signedIn
  if (answer.isError && !answer.data) return <Failure error={answer.error} retry={() => void answer.refetch()} />
  if (!answer.data) return null
  const ended = signedIn === null && last.current !== null
  const value: Me = { principal: last.current, world: answer.data.world }
  return (
    <MeContext value={value}>
      {children}
      <Modal
        open={ended}
        closable={false}
        title="登录已过期"
        width={440}
        footer={
          <>
            <Button href={last.current ? entrancePath(last.current.actor) : '/login'} target="_blank">
              在新窗口登录
            </Button>
            <Button type="primary" onClick={() => void client.invalidateQueries()}>
              已登录，继续
            </Button>
          </>
        }
      >
        30 分钟没有操作，登录已结束。页面上填写的内容还在：在新窗口登录后回到这里继续。
      </Modal>
    </MeContext>
  )
}
