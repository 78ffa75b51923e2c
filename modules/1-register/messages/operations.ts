import { z } from 'zod'
import { filterText, listQuery, type ListPage } from '#kit/pure/list.ts'
import { answers, declaring } from '#kit/pure/operation.ts'
import { ids } from '#kit/pure/fields.ts'
import { by, everyActor } from '#kit/pure/who.ts'
import type { MessageRow, OutboxRow } from './model.ts'

const { read, write } = declaring('messages', {})

export const myMessages = read('myMessages', {
  label: '站内信',
  who: everyActor('own'),
  input: listQuery({ title: filterText }),
  answers: answers<ListPage<MessageRow>>(),
})
export const unreadCount = read('unreadCount', {
  label: '未读站内信',
  who: everyActor('own'),
  input: z.object({}),
  answers: answers<{ unread: number }>(),
})
export const markRead = write('markRead', {
  label: '标为已读',
  who: everyActor('own'),
  input: z.object({ ids }),
  answers: answers<{ read: number }>(),
})
/** The visible inbox of the stand-in for short messages: demo and test worlds only. */
export const outbox = read('outbox', {
  label: '短信收件箱',
  who: [by('platform', 'services.read', 'any')],
  input: listQuery({ to: filterText }),
  answers: answers<ListPage<OutboxRow>>(),
})
