import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Failure, Skeleton } from '../empty.tsx'
import { RefusalNote } from '../refusal-note.tsx'
import { useVoice } from '../talk.tsx'
import { ChooseStep } from './choose-step.tsx'
import { CheckedStep } from './checked-step.tsx'
import { DoneStep } from './done-step.tsx'
import type { ImportButtonProps } from './asked.ts'
import { ImportRecords } from './records.tsx'
import { sheetName, useTransfers } from './transfers.ts'

const moving = new Set(['checking', 'applying', 'undoing'])
const steps = ['选择文件', '核对结果', '导入完成'] as const

const Steps = ({ at }: { at: number }): ReactNode => (
  <ol className="jh-steps">
    {steps.map((s, i) => (
      <li key={s} className={i < at ? 'done' : i === at ? 'now' : ''} aria-current={i === at ? 'step' : undefined}>
        <i aria-hidden>{i < at ? '✓' : i + 1}</i>
        {s}
      </li>
    ))}
  </ol>
)

const Progress = ({ what, done, total }: { what: string; done: number; total: number }): ReactNode => (
  <div className="jh-progress" role="status">
    <p>
      {what} {total > 0 ? `${done} / ${total} 行` : '…'}
    </p>
    <progress aria-label={what} max={Math.max(total, 1)} value={done} />
    <p className="jh-hint">关闭窗口不影响进行，结果在“导入记录”中查看</p>
  </div>
)

/** Choose → check (nothing is changed) → import what is good → result. One wizard for every sheet. */
export default function Wizard(p: ImportButtonProps & { onClose(): void }): ReactNode {
  const transfers = useTransfers()
  const client = useQueryClient()
  const voice = useVoice()
  const [importId, setImportId] = useState<string | null>(null)
  const [records, showRecords] = useState(false)
  const state = useQuery({
    queryKey: ['transfers', 'importState', importId],
    queryFn: () => transfers.importState({ importId: importId as string }),
    enabled: importId !== null,
    staleTime: 0,
    refetchInterval: (q) => (moving.has(q.state.data?.state ?? '') ? 700 : false),
  })
  const again = async (): Promise<void> => {
    await client.invalidateQueries()
  }
  // Nothing has been changed yet: the checked file is put aside and another one chosen.
  const startAgain = (): void => {
    if (importId) transfers.discardImport({ importId }).catch(voice.tell)
    setImportId(null)
  }
  if (records) return <ImportRecords sheet={sheetName(p.sheet)} onBack={() => showRecords(false)} />
  const s = state.data
  const choose = (note?: ReactNode): ReactNode => (
    <ChooseStep {...p} note={note} onRecords={() => showRecords(true)} onStarted={setImportId} />
  )
  if (importId === null)
    return (
      <>
        <Steps at={0} />
        {choose()}
      </>
    )
  if (!s)
    return (
      <>
        <Steps at={1} />
        {state.isError ? <Failure error={state.error} retry={() => void state.refetch()} /> : <Skeleton rows={4} />}
      </>
    )
  if (s.state === 'refused')
    return (
      <>
        <Steps at={0} />
        {choose(<RefusalNote answer={s.refusal ?? { code: 'invalid', says: '导入模板不正确，请下载最新模板' }} />)}
      </>
    )
  return (
    <>
      <Steps at={s.state === 'checking' || s.state === 'checked' ? 1 : 2} />
      {s.state === 'checking' ? <Progress what="正在核对" done={s.rowsDone} total={s.rowsTotal} /> : null}
      {s.state === 'checked' ? <CheckedStep importId={importId} state={s} again={again} onBack={startAgain} /> : null}
      {s.state === 'applying' ? <Progress what="正在导入" done={s.rowsDone} total={s.rowsGood} /> : null}
      {s.state === 'undoing' ? <Progress what="正在撤销" done={0} total={0} /> : null}
      {s.state === 'applied' || s.state === 'undone' ? (
        <DoneStep importId={importId} state={s} again={again} onRecords={() => showRecords(true)} onClose={p.onClose} />
      ) : null}
    </>
  )
}
