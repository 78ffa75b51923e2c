import { Button, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { useAct, useAsk } from '#kit/ui/ask.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { holds } from '#kit/pure/who.ts'
import { usePrincipal } from '#kit/ui/me.ts'
import { useVoice } from '#kit/ui/talk.tsx'
import { addTargetType, deleteTargetType, listTargetTypes } from '../operations.ts'
import { SearchSelect } from './search-select.tsx'
import { findOwnCredentials } from './find-credentials.ts'

/** 参考对象类型 of one certificate: who takes which subjects (P-5.2.1-03, -04). */
export function TargetTypes({ onClose }: { onClose(): void }): ReactNode {
  const me = usePrincipal()
  const voice = useVoice()
  const [credentialId, setCredentialId] = useState<string | undefined>()
  const [name, setName] = useState('')
  const types = useAsk(listTargetTypes, { credentialId: credentialId ?? '' }, { skip: !credentialId })
  const { press, pending } = useAct(addTargetType)
  const rows = credentialId ? (types.data?.types ?? []) : []
  const add = async (): Promise<void> => {
    if (!credentialId || !name.trim()) return
    try {
      const made = await press({ credentialId, name })
      setName('')
      voice.say(`已新增 ${made.name}`)
    } catch (e) {
      voice.tell(e)
    }
  }
  return (
    <Modal open title="参考对象类型" footer={null} width={560} onCancel={onClose}>
      <p className="jh-para jh-second">
        同一证书不同类型的学生考试科目不一样时，先在这里设置类型，再在科目中选择参考对象。
      </p>
      <div className="jh-para">
        <SearchSelect
          label="证书"
          placeholder="请输入证书名称搜索后选择"
          find={findOwnCredentials}
          {...(credentialId ? { value: credentialId } : {})}
          onChange={setCredentialId}
        />
      </div>
      {credentialId ? (
        <>
          {rows.length ? (
            <Table
              label="参考对象类型"
              rows={rows}
              columns={[{ key: 'name', title: '参考对象类型' }]}
              actionsWidth={80}
              actions={(r) => (
                <OperationButton
                  op={deleteTargetType}
                  input={{ id: r.id }}
                  look="link-danger"
                  label="删除"
                  confirm={`确定删除参考对象类型“${r.name}”？`}
                  says={() => `已删除 ${r.name}`}
                />
              )}
            />
          ) : (
            <Nothing says="该证书的科目面向所有考生" />
          )}
          {holds(me, 'plans.write') ? (
            <form
              className="jh-row"
              style={{ marginTop: 12 }}
              onSubmit={(e) => {
                e.preventDefault()
                void add()
              }}
            >
              <Input
                aria-label="新的参考对象类型"
                placeholder="例如 中职学生"
                maxLength={50}
                value={name}
                onChange={(e) => setName(e.target.value)}
              />
              <Button htmlType="submit" loading={pending}>
                新增
              </Button>
            </form>
          ) : null}
        </>
      ) : null}
    </Modal>
  )
}
