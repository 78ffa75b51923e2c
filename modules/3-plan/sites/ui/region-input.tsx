import { Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { citiesOf, provinces } from '#packages/regions/index.ts'

const options = (list: readonly { code: string; name: string }[]) => list.map((r) => ({ value: r.code, label: r.name }))
const provinceOf = (code: string | undefined): string | undefined => (code ? `${code.slice(0, 2)}0000` : undefined)

/** 所在地区 as one value, the code of the city; the city waits for the province. */
export function RegionInput(p: {
  id?: string
  value?: string
  onChange?: (code: string | undefined) => void
}): ReactNode {
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const province = chosen ?? provinceOf(p.value)
  return (
    <div className="jh-row">
      <Select
        {...(p.id ? { id: p.id } : {})}
        className="jh-full"
        aria-label="所在省"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder="请选择省"
        options={options(provinces())}
        value={province ?? null}
        onChange={(code: string) => {
          setChosen(code)
          p.onChange?.(undefined)
        }}
      />
      <Select
        className="jh-full"
        aria-label="所在市"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={province ? '请选择市' : '请先选择省'}
        disabled={!province}
        options={province ? options(citiesOf(province)) : []}
        value={p.value ?? null}
        onChange={(code: string) => p.onChange?.(code)}
      />
    </div>
  )
}
