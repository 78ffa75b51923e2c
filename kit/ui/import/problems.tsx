import type { ReactNode } from 'react'
import { phone, useMedia } from '../keys.ts'
import type { Fix, Problem, ProblemRow } from './transfers.ts'

interface Props {
  readonly rows: readonly ProblemRow[]
  readonly busy: boolean
  onAdopt(fix: Fix): void
}
const Value = ({ f }: { f: Problem }): ReactNode =>
  f.field === null ? null : f.value === '' ? <span className="jh-hint">（空）</span> : <mark>{f.value}</mark>

const Adopt = ({ row, f, p }: { row: number; f: Problem; p: Props }): ReactNode =>
  f.field !== null && f.suggestion !== undefined ? (
    <button
      type="button"
      className="jh-link"
      disabled={p.busy}
      onClick={() => p.onAdopt({ row, field: f.field as string, value: f.suggestion as string })}
    >
      采用“{f.suggestion}”
    </button>
  ) : null

/** Every wrong cell: where it stands, what stands there, why it will not do, what would. Cards on a phone. */
export function Problems(p: Props): ReactNode {
  const small = useMedia(phone)
  const each = p.rows.flatMap((r) => r.faults.map((f, i) => ({ r, f, key: `${r.row}.${f.field ?? ''}.${i}` })))
  if (small)
    return (
      <ul className="jh-problems">
        {each.map(({ r, f, key }) => (
          <li key={key}>
            <div>
              <strong>第 {r.row} 行</strong> {f.title} <Value f={f} />
            </div>
            <p>{f.why}</p>
            <Adopt row={r.row} f={f} p={p} />
          </li>
        ))}
      </ul>
    )
  return (
    <div className="jh-scroll problems">
      <table className="jh-table wrap" aria-label="有问题的行">
        <colgroup>
          <col style={{ width: 64 }} />
          <col style={{ width: 120 }} />
          <col style={{ width: 200 }} />
          <col />
          <col style={{ width: 168 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">行号</th>
            <th scope="col">列</th>
            <th scope="col">填写的内容</th>
            <th scope="col">问题</th>
            <th scope="col">建议</th>
          </tr>
        </thead>
        <tbody>
          {each.map(({ r, f, key }) => (
            <tr key={key}>
              <td>{r.row}</td>
              <td>{f.title || '整行'}</td>
              <td>
                <Value f={f} />
              </td>
              <td>{f.why}</td>
              <td>
                <Adopt row={r.row} f={f} p={p} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
