import { Button } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import Pad from 'signature_pad'

/** Draws a signature; gives it as SVG text (null when empty). Drawn again from its points when the surface turns. */
export function SignaturePad({ onChange }: { onChange(svg: string | null): void }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = useRef<Pad | null>(null)
  const [drawn, setDrawn] = useState(false)
  const tell = useRef(onChange)
  tell.current = onChange
  const report = (): void => {
    const empty = pad.current?.isEmpty() ?? true
    setDrawn(!empty)
    tell.current(empty ? null : (pad.current?.toSVG() ?? null))
  }
  useEffect(() => {
    const surface = canvas.current
    if (!surface) return
    const made = new Pad(surface, { penColor: '#1b2330', minWidth: 0.8, maxWidth: 2.6 })
    pad.current = made
    const fit = (): void => {
      const points = made.toData()
      const ratio = Math.max(devicePixelRatio, 1)
      surface.width = surface.offsetWidth * ratio
      surface.height = surface.offsetHeight * ratio
      surface.getContext('2d')?.scale(ratio, ratio)
      made.fromData(points)
    }
    const watch = new ResizeObserver(fit)
    watch.observe(surface)
    made.addEventListener('endStroke', report)
    return () => {
      watch.disconnect()
      made.off()
    }
  }, [])
  const undo = (): void => {
    pad.current?.fromData(pad.current.toData().slice(0, -1))
    report()
  }
  return (
    <div className="jh-sign">
      <canvas ref={canvas} role="img" aria-label="签字区，用手指或鼠标签名" />
      <div className="jh-row">
        <span className="jh-hint">{drawn ? '已签字' : '在上面签名'}</span>
        <span className="jh-fill" />
        <Button size="small" disabled={!drawn} onClick={undo}>
          退一笔
        </Button>
        <Button
          size="small"
          disabled={!drawn}
          onClick={() => {
            pad.current?.clear()
            report()
          }}
        >
          重签
        </Button>
      </div>
    </div>
  )
}
