import { SearchOutlined } from '@ant-design/icons'
import { Input, Modal } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { phone, useMedia } from '../../kit/ui/keys.ts'
import { useGo } from '../../kit/ui/url.tsx'
import { useMenu } from './menu.ts'
import { leavesOf, type FoundLeaf } from './menus.ts'

/** Menu entries that contain every typed word, in the menu's order. */
export const found = (leaves: readonly FoundLeaf[], text: string): FoundLeaf[] => {
  const words = text.trim().split(/\s+/)
  return leaves.filter((l) => words.every((w) => [...l.trail, l.label].join(' ').includes(w)))
}

/** Ctrl K: to any page by its name. */
export function Palette(): ReactNode {
  const menu = useMenu()
  const go = useGo()
  const small = useMedia(phone)
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const hits = found(leavesOf(menu), text).slice(0, 12)
  useEffect(() => {
    const listen = (e: KeyboardEvent): void => {
      if (e.key.toLowerCase() !== 'k' || !(e.ctrlKey || e.metaKey)) return
      e.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const choose = (l: FoundLeaf | undefined): void => {
    if (!l) return
    setOpen(false)
    go(l.path)
  }
  const move = (by: number): void => setAt((at + by + hits.length) % Math.max(hits.length, 1))
  return (
    <>
      <button type="button" className="jh-find" onClick={() => setOpen(true)}>
        <SearchOutlined aria-hidden />
        <span>搜功能</span>
        {small ? null : <kbd>Ctrl K</kbd>}
      </button>
      <Modal
        open={open}
        title="搜功能"
        footer={null}
        width={520}
        onCancel={() => setOpen(false)}
        afterOpenChange={(o) => {
          if (o) document.getElementById('palette')?.focus()
          setText('')
          setAt(0)
        }}
      >
        <Input
          id="palette"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls="palette-hits"
          aria-activedescendant={hits[at] ? `palette-${at}` : undefined}
          aria-label="功能名称"
          value={text}
          onChange={(e) => {
            setText(e.target.value)
            setAt(0)
          }}
          onKeyDown={(e) => {
            if (e.nativeEvent.isComposing) return
            if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
              e.preventDefault()
              move(e.key === 'ArrowDown' ? 1 : -1)
            } else if (e.key === 'Enter') choose(hits[at])
          }}
        />
        <ul id="palette-hits" role="listbox" aria-label="功能" className="jh-hits">
          {hits.map((l, i) => (
            <li
              key={l.path + l.label}
              id={`palette-${i}`}
              role="option"
              aria-selected={i === at}
              onMouseEnter={() => setAt(i)}
              onClick={() => choose(l)}
            >
              {l.label}
              <span>{l.trail.join(' › ')}</span>
            </li>
          ))}
        </ul>
        {hits.length === 0 ? <p className="jh-hint">没有名称包含“{text}”的功能</p> : null}
      </Modal>
    </>
  )
}
