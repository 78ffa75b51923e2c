import {
  BoldOutlined,
  ClearOutlined,
  ItalicOutlined,
  OrderedListOutlined,
  StrikethroughOutlined,
  UnderlineOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import './rich-text.css'

/** What a reader sees of editor HTML, counted as the server counts it: characters, without line breaks of the source, trimmed. */
export function plainLengthOf(html: string): number {
  const text = new DOMParser().parseFromString(html, 'text/html').body.textContent ?? ''
  return Array.from(text.replace(/[\r\n]+/g, '').replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')).length
}

/** HTML that the server has made safe before it was kept (P-0-10). */
export const RichText = ({ html }: { html: string }): ReactNode =>
  // The server sanitises on write; nothing of a person's typing is shown unsanitised.
  html ? <div className="jh-richtext" dangerouslySetInnerHTML={{ __html: html }} /> : <span className="jh-hint">—</span>

const tools = [
  ['bold', '加粗', <BoldOutlined key="i" />],
  ['italic', '斜体', <ItalicOutlined key="i" />],
  ['underline', '下划线', <UnderlineOutlined key="i" />],
  ['strikeThrough', '删除线', <StrikethroughOutlined key="i" />],
  ['insertOrderedList', '有序列表', <OrderedListOutlined key="i" />],
  ['insertUnorderedList', '无序列表', <UnorderedListOutlined key="i" />],
  ['removeFormat', '清除格式', <ClearOutlined key="i" />],
] as const

/**
 * A simple editor: bold, italic, underline, strike, lists; pasted text comes in plain. Its value is HTML. With `most` it counts the
 * characters a reader sees (0/1000); more than that stays to be shortened and is told, never cut.
 */
export function RichTextInput(p: {
  label: string
  most?: number
  id?: string
  value?: string
  onChange?: (html: string) => void
  'aria-invalid'?: boolean | 'true'
}): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const held = useRef<string | null>(null)
  const [pressed, setPressed] = useState<ReadonlySet<string>>(new Set())
  const value = p.value ?? ''
  // The box is its own state; it is only written to when the value came from elsewhere.
  useEffect(() => {
    if (box.current && held.current !== value) box.current.innerHTML = value
    held.current = value
  }, [value])
  const tell = (): void => {
    const html = box.current?.innerHTML ?? ''
    held.current = html
    p.onChange?.(html)
  }
  const look = (): void =>
    setPressed(new Set(tools.map(([name]) => name).filter((name) => document.queryCommandState(name))))
  const count = plainLengthOf(value)
  const over = p.most !== undefined && count > p.most
  return (
    <div className={p['aria-invalid'] ? 'jh-rich wrong' : 'jh-rich'}>
      <div
        ref={box}
        {...(p.id ? { id: p.id } : {})}
        className="text"
        role="textbox"
        tabIndex={0}
        aria-label={p.label}
        aria-multiline
        aria-invalid={p['aria-invalid'] ? true : undefined}
        contentEditable
        suppressContentEditableWarning
        onInput={tell}
        onKeyUp={look}
        onMouseUp={look}
        onFocus={() => document.execCommand('defaultParagraphSeparator', false, 'p')}
        onPaste={(e) => {
          e.preventDefault()
          document.execCommand('insertText', false, e.clipboardData.getData('text/plain'))
        }}
      />
      <div className="tools" role="toolbar" aria-label={`${p.label}的格式`}>
        {tools.map(([name, label, sign]) => (
          <button
            key={name}
            type="button"
            title={label}
            aria-label={label}
            aria-pressed={name === 'removeFormat' ? undefined : pressed.has(name)}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => {
              box.current?.focus()
              document.execCommand(name)
              tell()
              look()
            }}
          >
            {sign}
          </button>
        ))}
        {p.most !== undefined ? (
          <span className={over ? 'count over' : 'count'} role="status">
            {count}/{p.most}
          </span>
        ) : null}
      </div>
    </div>
  )
}
