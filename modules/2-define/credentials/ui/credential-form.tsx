import { Input, Select } from 'antd'
import { useCallback, useMemo, type ReactNode } from 'react'
import { ask } from '#kit/ui/client.ts'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { majorLabel, passConditions, type CredentialDetail } from '../model.ts'
import { addCredential, editCredential, listMajors } from '../operations.ts'
import { mayRenameCredential } from '../rules.ts'
import { levelOptions, optionsOf } from './options.ts'
import { SearchSelectMany, type Choice } from './search-select.tsx'

function Fields({ of }: { of: CredentialDetail | null }): ReactNode {
  const find = useCallback(
    async (text: string): Promise<Choice[]> =>
      (await ask(listMajors, { filter: text ? { text } : {}, size: 50, sort: 'code' })).rows.map((m) => ({
        value: m.id,
        label: majorLabel(m),
      })),
    [],
  )
  const known = useMemo(() => (of?.majors ?? []).map((m) => ({ value: m.id, label: majorLabel(m) })), [of])
  const fixed = of !== null && !mayRenameCredential(of.status)
  return (
    <>
      {of ? null : (
        <Field name="certNo" label="证书编号" hint="8位数字，前3位为本机构编号；留空由系统编号">
          <Input maxLength={8} inputMode="numeric" />
        </Field>
      )}
      <Field name="name" label="证书名称" required hint={fixed ? '发布后不能修改' : undefined}>
        <Input maxLength={100} disabled={fixed} />
      </Field>
      <Field name="level" label="证书等级" required hint={fixed ? '发布后不能修改' : undefined}>
        <Select options={levelOptions} placeholder="请选择证书等级" disabled={fixed} />
      </Field>
      <Field name="passCondition" label="考试通过条件" required>
        <Select options={optionsOf(passConditions)} />
      </Field>
      <Field
        name="majorIds"
        label="证书对应专业"
        required
        hint="报考时只有这些专业的考生可以报考；已被申报或报考引用的专业不能移除"
      >
        <SearchSelectMany
          label="证书对应专业"
          placeholder="请输入专业名称或专业代码搜索后选择"
          find={find}
          known={known}
        />
      </Field>
    </>
  )
}

/** 新增证书 and 编辑证书 of the awarding body (P-4.1-06). */
export const AddCredential = (p: { open: boolean; onClose(): void }): ReactNode => (
  <FormDrawer
    op={addCredential}
    title="新增证书"
    open={p.open}
    onClose={p.onClose}
    submit="保存"
    initial={{ passCondition: passConditions[0], majorIds: [] }}
    says={(a) => `已新增证书 ${a.certNo}，由平台运维发布后生效`}
  >
    <Fields of={null} />
  </FormDrawer>
)
export const EditCredential = ({ of, onClose }: { of: CredentialDetail; onClose(): void }): ReactNode => (
  <FormDrawer
    op={editCredential}
    title={`编辑证书 ${of.certNo}`}
    open
    onClose={onClose}
    submit="保存"
    initial={{ name: of.name, level: of.level, passCondition: of.passCondition, majorIds: of.majors.map((m) => m.id) }}
    toInput={(v) => ({ ...v, id: of.id, version: of.version }) as never}
    says={() => '已保存'}
  >
    <Fields of={of} />
  </FormDrawer>
)
