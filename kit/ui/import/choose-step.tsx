import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { missingGiven } from '../../pure/sheet.ts'
import { RefusedError } from '../client.ts'
import { told } from '../failures.ts'
import { archive, unfit, upload, workbook } from '../files.ts'
import { useVoice } from '../talk.tsx'
import type { ImportButtonProps } from './asked.ts'
import { pastedFile } from './paste.ts'
import { sheetName, templateUrl, useTransfers } from './transfers.ts'

/** Given values, template, and the file: dropped, chosen or pasted from Excel. A zip has no template and is not pasted. */
export function ChooseStep(
  p: ImportButtonProps & { note?: ReactNode; onRecords(): void; onStarted(importId: string): void },
): ReactNode {
  const transfers = useTransfers()
  const voice = useVoice()
  const picker = useRef<HTMLInputElement>(null)
  const [given, setGiven] = useState<Record<string, string>>({ ...p.given })
  const [part, setPart] = useState<number | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const sheet = sheetName(p.sheet)
  const isZip = p.sheet.source === 'archive'
  const limit = isZip ? archive : workbook
  const missing = missingGiven(p.sheet, given)
  const ready = missing.length === 0
  const send = async (file: File | null | undefined): Promise<void> => {
    if (!file || part !== null) return
    if (!ready) return setWrong(missing.map((m) => m.message).join('，'))
    const why = unfit(file, limit)
    setWrong(why)
    if (why) return
    try {
      setPart(0)
      const stored = await upload(file, file.name, 'import', setPart)
      const { importId } = await transfers.startImport({ sheet, given, fileId: stored.id })
      p.onStarted(importId)
    } catch (e) {
      if (e instanceof RefusedError) setWrong([e.answer.says, e.answer.way].filter(Boolean).join('，'))
      else setWrong(told(e).says)
    }
    setPart(null)
  }
  const paste = (text: string): void => {
    const file = pastedFile(text)
    if (file) void send(file)
    else setWrong('粘贴的内容少于两行：复制时带上标题行和至少一行数据')
  }
  const latest = useRef(paste)
  latest.current = paste
  useEffect(() => {
    const listen = (e: ClipboardEvent): void => {
      if (e.target instanceof HTMLInputElement || e.target instanceof HTMLTextAreaElement) return
      const text = e.clipboardData?.getData('text/plain')
      if (text && !isZip) latest.current(text)
    }
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [isZip])
  const readClipboard = (): void => {
    const reading = navigator.clipboard?.readText?.()
    if (!reading) return voice.say('浏览器不允许读取剪贴板，按 Ctrl V 粘贴')
    reading.then(paste, () => voice.say('浏览器不允许读取剪贴板，按 Ctrl V 粘贴'))
  }
  return (
    <div className="jh-import">
      {p.note}
      {p.choose ? (
        <div className="given">
          {p.choose({
            given,
            set: (name, value) => {
              setWrong(null)
              setGiven(({ [name]: _, ...g }) => (value ? { ...g, [name]: value } : g))
            },
          })}
        </div>
      ) : null}
      <div className="jh-row">
        {isZip ? null : (
          <Button icon={<DownloadOutlined />} disabled={!ready} {...(ready ? { href: templateUrl(sheet, given) } : {})}>
            下载导入模板
          </Button>
        )}
        <span className="jh-fill" />
        <button type="button" className="jh-link" onClick={p.onRecords}>
          导入记录
        </button>
      </div>
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(e) => {
          e.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault()
          setOver(false)
          void send(e.dataTransfer.files[0])
        }}
      >
        <input
          ref={picker}
          type="file"
          hidden
          accept={limit.types.join(',')}
          onChange={(e) => {
            const file = e.target.files?.[0]
            // The same file may be chosen again: after the plan was chosen, or after it was mended.
            e.target.value = ''
            void send(file)
          }}
        />
        <p>{isZip ? '把压缩包拖到这里' : '把文件拖到这里，或在 Excel 中连标题行一起复制后按 Ctrl V'}</p>
        <div className="jh-row">
          <Button type="primary" loading={part !== null} onClick={() => picker.current?.click()}>
            {part === null ? '选择文件' : `已上传 ${Math.round(part * 100)}%`}
          </Button>
          {isZip ? null : (
            <Button disabled={part !== null} onClick={readClipboard}>
              粘贴
            </Button>
          )}
        </div>
        <p className="jh-hint">
          {isZip
            ? '.zip，不超过 500MB、2000 个文件'
            : '.xlsx、.xls 或 .csv，不超过 50MB、100000 行；列按标题认，次序不限'}
        </p>
      </div>
      {wrong ? (
        <p className="jh-wrong" role="alert">
          {wrong}
        </p>
      ) : null}
      {p.sheet.notes?.length ? (
        <ul className="notes">
          {p.sheet.notes.map((n) => (
            <li key={n}>{n}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
