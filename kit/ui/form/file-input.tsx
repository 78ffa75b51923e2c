import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { told } from '../failures.ts'
import { sizeText, unfit, upload, type FileLimit, type StoredFile } from '../files.ts'

/**
 * Uploads on choosing and holds what the server stored; several with `many`. In a form its value is `StoredFile[]`
 * (take `.map((f) => f.id)` in `toInput`).
 */
export function FileInput(p: {
  purpose: string
  limit: FileLimit
  many?: number
  id?: string
  value?: readonly StoredFile[]
  onChange?: (files: StoredFile[]) => void
}): ReactNode {
  const picker = useRef<HTMLInputElement>(null)
  const [part, setPart] = useState<number | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const files = p.value ?? []
  const most = p.many ?? 1
  const take = async (chosen: FileList | null): Promise<void> => {
    setWrong(null)
    let held = [...files]
    for (const file of [...(chosen ?? [])].slice(0, most - (most === 1 ? 0 : held.length))) {
      const why = unfit(file, p.limit)
      if (why) {
        setWrong(why)
        continue
      }
      try {
        setPart(0)
        const stored = await upload(file, file.name, p.purpose, setPart)
        held = most === 1 ? [stored] : [...held, stored]
        p.onChange?.(held)
      } catch (e) {
        const t = told(e)
        setWrong(t.way ? `${t.says}，${t.way}` : t.says)
      }
    }
    setPart(null)
    if (picker.current) picker.current.value = ''
  }
  return (
    <div className="jh-files">
      <input
        ref={picker}
        type="file"
        hidden
        accept={p.limit.types.join(',')}
        multiple={most > 1}
        onChange={(e) => void take(e.target.files)}
      />
      {files.map((f) => (
        <div key={f.id} className="jh-row">
          {f.type.startsWith('image/') ? <img src={`/api/files/${f.id}`} alt={f.name} /> : null}
          <a className="jh-link" href={`/api/files/${f.id}`} target="_blank" rel="noreferrer">
            {f.name}
          </a>
          <span className="jh-hint">{sizeText(f.size)}</span>
          <button type="button" className="jh-link" onClick={() => p.onChange?.(files.filter((x) => x.id !== f.id))}>
            移除<span className="jh-hidden">{f.name}</span>
          </button>
        </div>
      ))}
      {files.length < most || most === 1 ? (
        <Button
          {...(p.id ? { id: p.id } : {})}
          loading={part !== null}
          onClick={() => picker.current?.click()}
          aria-describedby={p.id ? `${p.id}-limit` : undefined}
        >
          {part !== null
            ? `已上传 ${Math.round(part * 100)}%`
            : files.length > 0 && most === 1
              ? '换一个文件'
              : '选择文件'}
        </Button>
      ) : null}
      <span className="jh-hint" id={p.id ? `${p.id}-limit` : undefined}>
        {p.limit.types.map((t) => t.slice(1)).join('、')}，不超过 {p.limit.megabytes}MB
        {most > 1 ? `，最多 ${most} 个` : ''}
      </span>
      {wrong ? (
        <p className="jh-wrong" role="alert">
          {wrong}
        </p>
      ) : null}
    </div>
  )
}
