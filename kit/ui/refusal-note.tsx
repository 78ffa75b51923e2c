import { useEffect, useRef, type ReactNode } from 'react'
import type { RefusalAnswer } from '../pure/refusal.ts'

/** A refusal inside a form or dialog: the sentence and the way out, read at once. */
export function RefusalNote({ answer, others = [] }: { answer: RefusalAnswer; others?: readonly string[] }): ReactNode {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' })
  }, [answer])
  return (
    <div className="jh-note" role="alert" ref={note}>
      <strong>{answer.says}</strong>
      {answer.way ? <p>{answer.way}</p> : null}
      {others.map((o) => (
        <p key={o}>{o}</p>
      ))}
    </div>
  )
}
