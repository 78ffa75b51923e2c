import { Form, Input, Select, type FormInstance } from 'antd'
import { useRef, type ReactNode } from 'react'
import { ask } from '#kit/ui/client.ts'
import { image, type StoredFile } from '#kit/ui/files.ts'
import { DayInput } from '#kit/ui/form/dates.tsx'
import { FileInput } from '#kit/ui/form/file-input.tsx'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { Field, FieldGroup } from '#kit/ui/form/operation-form.tsx'
import { candidateKinds, genders, idTypes, type Candidate, type CandidateKind } from '../model.ts'
import { addCandidate, editCandidate, proposePinyin } from '../operations.ts'
import { snapshotHint } from '../words.ts'
import { MajorFields, optionsOf } from './major-fields.tsx'

type Values = Record<string, unknown>
const lockedHint = '信息准确的考生不可修改'
const photoHint = '标准小1寸照片，jpg、png，5M以内，295*413像素，红色底'

/** 姓名拼音 is proposed when the name is done and nobody has typed it. */
function usePinyin(form: FormInstance<Values>): () => void {
  const proposed = useRef<string | null>(null)
  return () => {
    const name = String(form.getFieldValue('name') ?? '').trim()
    const typed = form.getFieldValue('namePinyin') as string | undefined
    if (!name || (typed && typed !== proposed.current)) return
    void ask(proposePinyin, { name }).then(
      ({ pinyin }) => {
        if (!pinyin || String(form.getFieldValue('name') ?? '').trim() !== name) return
        proposed.current = pinyin
        form.setFieldValue('namePinyin', pinyin)
      },
      () => undefined,
    )
  }
}

function Fields({
  form,
  kind,
  of,
}: {
  form: FormInstance<Values>
  kind: CandidateKind
  of: Candidate | null
}): ReactNode {
  const propose = usePinyin(form)
  const idType = (Form.useWatch('idType', form) as string | undefined) ?? '身份证'
  const isLocked = of?.status === 'verified'
  const hint = isLocked ? lockedHint : undefined
  const known = of?.majorId
    ? [{ value: of.majorId, label: [of.majorName, of.majorCode, of.majorVersion].filter(Boolean).join('-') }]
    : []
  return (
    <>
      <FieldGroup title="身份信息">
        <Field name="name" label="姓名" required hint={hint}>
          <Input maxLength={50} disabled={isLocked} onBlur={propose} />
        </Field>
        <Field name="namePinyin" label="姓名拼音" required hint="由姓名得出，与本人证件不同时请更正">
          <Input maxLength={100} placeholder="WANG XIAOBA" />
        </Field>
        <Field name="idType" label="证件类型" required hint={hint}>
          <Select options={optionsOf(idTypes)} disabled={isLocked} />
        </Field>
        <Field
          name="idNo"
          label={idType === '身份证' ? '身份证号' : '证件号码'}
          required={of === null}
          hint={
            hint ??
            (of
              ? `现为 ${of.idMasked}，不填表示不修改`
              : idType === '身份证'
                ? '性别和出生日期由身份证号得出'
                : undefined)
          }
        >
          <Input maxLength={40} disabled={isLocked} placeholder={of ? of.idMasked : ''} autoComplete="off" />
        </Field>
        {idType === '身份证' ? null : (
          <>
            <Field name="gender" label="性别" required>
              <Select options={optionsOf(genders)} placeholder="请选择性别" />
            </Field>
            <Field name="birthDate" label="出生日期">
              <DayInput />
            </Field>
          </>
        )}
        <Field
          name="mobile"
          label="手机号"
          required={!of?.mobileMasked}
          hint={of?.mobileMasked ? `现为 ${of.mobileMasked}，不填表示不修改` : undefined}
        >
          <Input maxLength={20} inputMode="tel" placeholder={of?.mobileMasked ?? ''} autoComplete="off" />
        </Field>
      </FieldGroup>
      <FieldGroup title="就读信息">
        <MajorFields form={form} isRequired={kind === 'student'} known={known} />
      </FieldGroup>
      <FieldGroup title="照片">
        {isLocked ? (
          <p className="jh-hint">{lockedHint}</p>
        ) : (
          <Field
            name="photo"
            label="照片"
            hint={
              of?.photoFileId
                ? `${photoHint}；不选表示不修改，更换后须重新认证`
                : `${photoHint}；可稍后上传，有照片后才能认证`
            }
          >
            <FileInput purpose="photo" limit={image} />
          </Field>
        )}
      </FieldGroup>
    </>
  )
}

const filled = (v: Values): Values =>
  Object.fromEntries(Object.entries(v).filter(([, x]) => x !== undefined && x !== null && x !== ''))
const withPhoto = ({ photo, ...v }: Values): Values => {
  const [file] = (photo as StoredFile[] | undefined) ?? []
  return file ? { ...v, photoFileId: file.id } : v
}

/** 新增考生 (P-5.2.3-03); the kind is the open tab. */
export const AddCandidate = (p: { kind: CandidateKind; open: boolean; onClose(): void }): ReactNode => (
  <FormDrawer
    op={addCandidate}
    title={`新增考生（${candidateKinds[p.kind]}）`}
    open={p.open}
    onClose={p.onClose}
    submit="保存"
    initial={{ idType: '身份证' }}
    toInput={(v) => filled({ ...withPhoto(v), kind: p.kind }) as never}
    says={(a) => `已新增考生，考生编号 ${a.candidateNo}`}
  >
    {(form) => <Fields form={form} kind={p.kind} of={null} />}
  </FormDrawer>
)

const lockedFields = ['name', 'idType', 'idNo']
/** 编辑 (P-5.2.3-09, -10): what is left empty of the hidden numbers stays as it is. */
export const EditCandidate = ({ of, onClose }: { of: Candidate; onClose(): void }): ReactNode => (
  <FormDrawer
    op={editCandidate}
    title={`编辑考生 ${of.name}`}
    open
    onClose={onClose}
    submit="保存"
    initial={filled({
      name: of.name,
      namePinyin: of.namePinyin,
      idType: of.idType,
      gender: of.gender,
      birthDate: of.birthDate,
      majorId: of.majorId,
      eduLevel: of.eduLevel,
      enrollYear: of.enrollYear,
    })}
    toInput={(v) => {
      const open =
        of.status === 'verified' ? Object.fromEntries(Object.entries(v).filter(([k]) => !lockedFields.includes(k))) : v
      const cleared = of.majorId && !v['majorId'] ? { majorId: null } : {}
      return { ...filled(withPhoto(open)), ...cleared, id: of.id, version: of.version } as never
    }}
    says={(a) => (a.hint ? `已保存。${a.hint}` : '已保存')}
  >
    {(form) => (
      <>
        {of.enrolledCount > 0 ? <p className="jh-para jh-second">{snapshotHint}</p> : null}
        <Fields form={form} kind={of.kind} of={of} />
      </>
    )}
  </FormDrawer>
)
