import { DatePicker } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import type { KeyboardEvent, ReactNode } from 'react'

interface Given<V> {
  readonly id?: string
  readonly value?: V | null
  readonly onChange?: (value: V | undefined) => void
  readonly disabled?: boolean
}
const dayForm = 'YYYY-MM-DD'
const minuteForm = 'YYYY-MM-DD HH:mm'

// People write and read Asia/Shanghai whatever the computer's own zone is; the wall time is kept as text in between.
const wall = (iso: string): Dayjs => dayjs(new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16))
const instant = (d: Dayjs): string => new Date(`${d.format('YYYY-MM-DDTHH:mm')}:00+08:00`).toISOString()

// Enter takes what was typed into the field; it must not also send the whole form away half filled.
const keepsForm = (e: KeyboardEvent<HTMLElement>): void => {
  if (e.key === 'Enter') e.preventDefault()
}

/** A calendar day as text, 2026-11-26. */
export const DayInput = ({ value, onChange, ...rest }: Given<string>): ReactNode => (
  <DatePicker
    {...rest}
    onKeyDown={keepsForm}
    className="jh-full"
    placeholder="年-月-日"
    value={value ? dayjs(value, dayForm) : null}
    onChange={(d) => onChange?.((d as Dayjs | null)?.format(dayForm))}
  />
)

/** An instant as ISO text, to the minute. */
export const InstantInput = ({ value, onChange, ...rest }: Given<string>): ReactNode => (
  <DatePicker
    {...rest}
    onKeyDown={keepsForm}
    className="jh-full"
    placeholder="年-月-日 时:分"
    showTime={{ format: 'HH:mm' }}
    format={minuteForm}
    value={value ? wall(value) : null}
    onChange={(d) => onChange?.(d ? instant(d as Dayjs) : undefined)}
  />
)

export interface Span {
  readonly start?: string | undefined
  readonly end?: string | undefined
}
/** A window: two instants of ISO text. Name it as one field and spread it in `toInput`. */
export const SpanInput = ({ value, onChange, id, ...rest }: Given<Span>): ReactNode => (
  <DatePicker.RangePicker
    {...rest}
    {...(id ? { id: { start: id, end: `${id}-end` } } : {})}
    onKeyDown={keepsForm}
    className="jh-full"
    placeholder={['开始时间', '结束时间']}
    showTime={{ format: 'HH:mm' }}
    format={minuteForm}
    value={[value?.start ? wall(value.start) : null, value?.end ? wall(value.end) : null]}
    onChange={(v) =>
      onChange?.(v ? { start: v[0] ? instant(v[0]) : undefined, end: v[1] ? instant(v[1]) : undefined } : undefined)
    }
  />
)
