import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { AnswerOf, Operation, RawInputOf } from '../pure/operation.ts'
import { act, ask, DefectError, newKey, RefusedError } from './client.ts'

/** Query key and function of a read; also for prefetching. */
export const asking = <O extends Operation>(operation: O, input: RawInputOf<O>) => ({
  queryKey: [operation.module, operation.name, input] as const,
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<AnswerOf<O>> => ask(operation, input, signal),
})

/** Reads and keeps reading; old rows stay while new ones come. `skip` holds the question back. */
export const useAsk = <O extends Operation>(
  operation: O,
  input: RawInputOf<O>,
  o: { skip?: boolean; everyMs?: number | false } = {},
): UseQueryResult<AnswerOf<O>, RefusedError | DefectError> =>
  useQuery<AnswerOf<O>, RefusedError | DefectError>({
    ...asking(operation, input),
    enabled: o.skip !== true,
    placeholderData: keepPreviousData,
    refetchInterval: o.everyMs ?? false,
  })

export interface Acting<O extends Operation> {
  /** Presses. The same input after a lost answer goes out under the same key, so nothing is done twice. */
  press(input: RawInputOf<O>): Promise<AnswerOf<O>>
  readonly pending: boolean
  readonly error: RefusedError | DefectError | null
  reset(): void
}

/** Writes. After success every question on screen is asked again: what others show may have changed too. */
export function useAct<O extends Operation>(operation: O): Acting<O> {
  const client = useQueryClient()
  const lost = useRef<{ input: string; key: string } | null>(null)
  const mutation = useMutation<AnswerOf<O>, RefusedError | DefectError, RawInputOf<O>>({
    mutationFn: async (input) => {
      const json = JSON.stringify(input)
      const key = lost.current?.input === json ? lost.current.key : newKey()
      try {
        const answer = await act(operation, input, { key })
        lost.current = null
        return answer
      } catch (e) {
        lost.current = e instanceof DefectError ? { input: json, key } : null
        throw e
      }
    },
    onSuccess: () => void client.invalidateQueries(),
  })
  return { press: mutation.mutateAsync, pending: mutation.isPending, error: mutation.error, reset: mutation.reset }
}

/**
 * One client per page load: a refusal is an answer and is not asked again; a lost line is tried once more. `onSignedOut` hears
 * of an ended session, whoever noticed it.
 */
export function questions(onSignedOut: (client: QueryClient) => void): QueryClient {
  const hear = (e: unknown): void => {
    if (e instanceof RefusedError && e.answer.code === 'not-signed-in') onSignedOut(client)
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: hear }),
    mutationCache: new MutationCache({ onError: hear }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: (failures, e) => !(e instanceof RefusedError) && failures < 1 },
      mutations: { retry: false },
    },
  })
  return client
}
