import { Form, Select } from 'antd'
import type { FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { citiesOf, nameOf, provinces } from '#packages/regions/index.ts'

const options = (list: readonly { code: string; name: string }[]) => list.map((r) => ({ value: r.code, label: r.name }))
const byName = { showSearch: true, optionFilterProp: 'label' } as const

/** 所在省市: the city waits for the province and is emptied when the province changes. */
export function RegionFields({ form, onCity }: { form: FormInstance<Record<string, unknown>>; onCity?: (code: string) => void }): ReactNode {
  const province = Form.useWatch('provinceCode', form) as string | undefined
  return (
    <>
      <Form.Item name="provinceCode" label="所在省" required>
        <Select {...byName} options={options(provinces())} placeholder="请选择省" onChange={() => form.setFieldValue('cityCode', undefined)} />
      </Form.Item>
      <Form.Item name="cityCode" label="所在市" required>
        <Select {...byName} options={province ? options(citiesOf(province)) : []} placeholder={province ? '请选择市' : '请先选择省'} disabled={!province} onChange={(c: string) => onCity?.(c)} />
      </Form.Item>
    </>
  )
}
export const regionName = (province: string, city: string): string => `${nameOf(province) ?? province} ${nameOf(city) ?? city}`
