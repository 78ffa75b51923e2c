import { Button, Form, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { majorLabel, type Major } from '#credentials'

const columns = [
  ['studentCount', '本专业在校学生数'],
  ['teacherCount', '本专业专任教师数'],
  ['applyCount', '申请培训人数'],
] as const

/** 拟申报专业: rows of the certificate's majors, with numbers when the plan asks for them (P-4.3-07, P-4.3-09). */
export function MajorsField({
  of,
  isByMajor,
  isReady,
}: {
  of: readonly Major[]
  isByMajor: boolean
  isReady: boolean
}): ReactNode {
  const [choosing, setChoosing] = useState(false)
  const form = Form.useFormInstance<{ majors?: { majorId: string }[] }>()
  const labels = new Map(of.map((m) => [m.id, majorLabel(m)]))
  const chosen = new Set((Form.useWatch('majors', form) ?? []).map((m) => m.majorId))
  return (
    <Form.Item label="拟申报专业" required={isByMajor}>
      <Form.List name="majors">
        {(rows, { add, remove }, { errors }) => (
          <>
            <p className="jh-hint jh-para">
              {isByMajor
                ? '在考务报考中只有这里申报的专业的考生才能报考'
                : '不添加拟申报专业则默认该试点证书的全部对应专业。若添加拟申报专业，则申报证书试点成功后只允许以下专业的学生报考该证书'}
            </p>
            <Button className="jh-para" aria-disabled={!isReady} disabled={!isReady} onClick={() => setChoosing(true)}>
              选择专业
            </Button>
            {isReady ? null : <span className="jh-hint"> 请先选择试点证书</span>}
            <div className={isByMajor ? 'jh-majors' : 'jh-majors plain'} role="group" aria-label="拟申报专业">
              <div className="head" aria-hidden>
                <span>拟申报专业</span>
                {isByMajor ? columns.map(([key, title]) => <span key={key}>{title}</span>) : null}
                <span>操作</span>
              </div>
              {rows.length === 0 ? <div className="none">暂无数据</div> : null}
              {rows.map((row) => {
                const id = form.getFieldValue(['majors', row.name, 'majorId']) as string
                const label = labels.get(id) ?? '已不在证书对应专业内的专业'
                return (
                  <div className="row" key={row.key}>
                    <div>
                      <div className="name">{label}</div>
                      <Form.Item name={[row.name, 'majorId']}>
                        <input type="hidden" />
                      </Form.Item>
                    </div>
                    {isByMajor
                      ? columns.map(([key, title]) => (
                          <div key={key}>
                            <span className="small">{title}</span>
                            <Form.Item name={[row.name, key]}>
                              <Input inputMode="numeric" maxLength={7} aria-label={`${label} ${title}`} />
                            </Form.Item>
                          </div>
                        ))
                      : null}
                    <button type="button" className="jh-link danger" onClick={() => remove(row.name)}>
                      删除<span className="jh-hidden">{label}</span>
                    </button>
                  </div>
                )
              })}
            </div>
            <Form.ErrorList errors={errors} />
            <ChooseMajors
              open={choosing}
              of={of.filter((m) => !chosen.has(m.id))}
              onClose={() => setChoosing(false)}
              onChoose={(ids) => {
                for (const majorId of ids) add({ majorId })
                form.setFields([{ name: 'majors', errors: [] }])
                setChoosing(false)
              }}
            />
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}

function ChooseMajors(p: {
  open: boolean
  of: readonly Major[]
  onClose(): void
  onChoose(ids: string[]): void
}): ReactNode {
  const [text, setText] = useState('')
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const shown = p.of.filter((m) => majorLabel(m).includes(text.trim()))
  const leave = (act: () => void): void => {
    setTicked(new Set())
    setText('')
    act()
  }
  return (
    <Modal
      open={p.open}
      title="选择专业"
      width={520}
      onCancel={() => leave(p.onClose)}
      okText={ticked.size ? `添加 ${ticked.size} 个专业` : '添加'}
      okButtonProps={{ disabled: ticked.size === 0 }}
      cancelText="取消"
      onOk={() => leave(() => p.onChoose(p.of.filter((m) => ticked.has(m.id)).map((m) => m.id)))}
    >
      <Input
        aria-label="查询专业"
        placeholder="请输入专业名称或专业代码"
        value={text}
        onChange={(e) => setText(e.target.value)}
      />
      <div className="jh-choose" role="group" aria-label="证书对应专业">
        {shown.length === 0 ? (
          <p className="jh-hint">{p.of.length === 0 ? '证书对应专业已全部添加' : '暂无数据'}</p>
        ) : null}
        {shown.map((m) => (
          <label key={m.id}>
            <input
              type="checkbox"
              checked={ticked.has(m.id)}
              onChange={(e) =>
                setTicked((old) => {
                  const next = new Set(old)
                  if (e.target.checked) next.add(m.id)
                  else next.delete(m.id)
                  return next
                })
              }
            />
            {majorLabel(m)} <span className="jh-hint">{m.eduLevel}</span>
          </label>
        ))}
      </div>
    </Modal>
  )
}
