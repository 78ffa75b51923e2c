import { Select } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'

export interface Choice {
  readonly value: string
  readonly label: string
}
interface Given {
  readonly placeholder: string
  /** Asks the server for what was typed; '' for the first look. */
  readonly find: (text: string) => Promise<readonly Choice[]>
  /** Labels of what is chosen already. */
  readonly known?: readonly Choice[]
  readonly id?: string
  readonly disabled?: boolean
  readonly label: string
}

/** Looks up as the person types, a moment after the last key; an answer that comes late is not shown. */
function useFound(
  find: Given['find'],
  open: boolean,
): { found: readonly Choice[]; busy: boolean; type(text: string): void } {
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Choice[]>([])
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (!open) return
    let live = true
    setBusy(true)
    const timer = setTimeout(
      () =>
        void find(text)
          .then((list) => live && setFound(list))
          .catch(() => live && setFound([]))
          .finally(() => live && setBusy(false)),
      text ? 250 : 0,
    )
    return () => {
      live = false
      clearTimeout(timer)
    }
  }, [find, text, open])
  return { found, busy, type: setText }
}
const merged = (known: readonly Choice[], found: readonly Choice[]): Choice[] => [
  ...new Map([...known, ...found].map((c) => [c.value, c])).values(),
]

/** One of many, found on the server. */
export function SearchSelect(p: Given & { value?: string; onChange?: (value: string | undefined) => void }): ReactNode {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly Choice[]>([])
  const { found, busy, type } = useFound(p.find, open)
  return (
    <Select
      {...(p.id ? { id: p.id } : {})}
      aria-label={p.label}
      className="jh-full"
      placeholder={p.placeholder}
      disabled={p.disabled ?? false}
      allowClear
      showSearch={{ filterOption: false, onSearch: type }}
      loading={busy}
      notFoundContent={busy ? '正在查询' : '暂无数据'}
      onOpenChange={setOpen}
      options={open ? [...found] : merged(p.known ?? [], chosen)}
      value={p.value ?? null}
      onChange={(value: string | null) => {
        setChosen(found.filter((c) => c.value === value))
        p.onChange?.(value ?? undefined)
      }}
    />
  )
}

/** Several of many, found on the server. */
export function SearchSelectMany(
  p: Given & { value?: readonly string[]; onChange?: (value: string[]) => void },
): ReactNode {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<readonly Choice[]>([])
  const { found, busy, type } = useFound(p.find, open)
  const known = merged(p.known ?? [], chosen)
  return (
    <Select
      {...(p.id ? { id: p.id } : {})}
      aria-label={p.label}
      className="jh-full"
      mode="multiple"
      placeholder={p.placeholder}
      disabled={p.disabled ?? false}
      showSearch={{ filterOption: false, onSearch: type }}
      loading={busy}
      notFoundContent={busy ? '正在查询' : '暂无数据'}
      onOpenChange={setOpen}
      options={merged(
        known.filter((c) => p.value?.includes(c.value)),
        found,
      )}
      value={[...(p.value ?? [])]}
      onChange={(value: string[]) => {
        setChosen(merged(known, found).filter((c) => value.includes(c.value)))
        p.onChange?.(value)
      }}
    />
  )
}
