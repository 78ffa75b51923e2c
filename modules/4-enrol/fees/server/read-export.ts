import type { ListPage, ListQuery } from '#kit/pure/list.ts'
import type { Inside } from '#kit/server/context.ts'
import { listPage } from '#kit/server/list.ts'
import type { Scope } from '#kit/server/scope.ts'
import type { PaymentRow } from '../model.ts'
import { paymentSource } from './read-payments.ts'

const perPage = 500
/** A page of X5: the list's question over all its pages. */
export const exportPage = (
  inside: Inside,
  scope: Scope,
  q: ListQuery<Record<string, string | undefined>>,
  after: string | null,
): Promise<ListPage<PaymentRow>> =>
  listPage<PaymentRow>(
    inside.tx,
    { ...q, size: perPage, page: undefined, after: after ?? undefined },
    paymentSource(scope, q.filter, inside.now),
  )
