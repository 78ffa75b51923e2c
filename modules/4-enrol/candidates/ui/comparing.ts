import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import type { CandidateKind } from '../model.ts'
import { comparisonService, listCandidates } from '../operations.ts'

/** How many are 认证中 in the tab. While there are some the page asks again, and shows the new state of those that are done. */
export function useComparing(tab: CandidateKind): number {
  const client = useQueryClient()
  const before = useRef(0)
  const [isBusy, setBusy] = useState(false)
  const question = { tab, filter: { certifying: 'yes' }, size: 1 }
  const asked = useAsk(listCandidates, question, { everyMs: isBusy ? 2500 : false })
  const now = asked.data?.total ?? 0
  useEffect(() => {
    setBusy(now > 0)
    if (now < before.current) void client.invalidateQueries({ queryKey: ['candidates'] })
    before.current = now
  }, [now, client])
  return now
}

/** What the screen must say of a comparison that is not the real one (spec 1.3.2). */
export function useStandIn(): string | null {
  const service = useAsk(comparisonService, {})
  return service.data?.standIn ?? null
}
