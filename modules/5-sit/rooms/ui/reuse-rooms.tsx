import { Button, Drawer, Form, Modal, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useAct, useAsk } from '#kit/ui/ask.ts'
import { RefusedError } from '#kit/ui/client.ts'
import { Failure, Nothing, Skeleton } from '#kit/ui/empty.tsx'
import { Table } from '#kit/ui/list/table.tsx'
import { useVoice } from '#kit/ui/talk.tsx'
import type { EarlierRoom, RoomChoices } from '../model.ts'
import { copyRooms, earlierRooms, roomChoices } from '../operations.ts'

const problems = {
  'name-taken': '考场名称已存在',
  'subject-not-in-plan': '科目不在该考试计划内，请重新选择',
} as const
type Values = Record<string, unknown>

/** 沿用之前的考场设置 (P-5.2.5-08): whole rooms are copied, what does not fit is filled into the form to be completed. */
export function ReuseRooms({ onClose, onFill }: { onClose(): void; onFill(start: Values): void }): ReactNode {
  const { data } = useAsk(roomChoices, {})
  const [planId, setPlan] = useState<string | null>(null)
  const [siteId, setSite] = useState<string | null>(null)
  const plan = data?.plans.find((p) => p.id === planId)
  const sites = (data?.sites ?? []).filter((s) => plan?.certificates.some((c) => c.credentialId === s.credentialId))
  return (
    <Drawer open title="沿用之前的考场设置" size="min(880px, 100vw)" onClose={onClose}>
      {data ? (
        <>
          <Form layout="vertical" component="div">
            <Form.Item label="考试计划" htmlFor="reuse-plan" required>
              <Select
                id="reuse-plan"
                placeholder="请选择考试计划"
                value={planId}
                options={data.plans.map((p) => ({ value: p.id, label: `${p.number} ${p.name}` }))}
                onChange={(id: string) => {
                  setPlan(id)
                  setSite(null)
                }}
              />
            </Form.Item>
            <Form.Item label="考核站点" htmlFor="reuse-site" required>
              <Select
                id="reuse-site"
                placeholder={plan ? '请选择考核站点' : '请先选择考试计划'}
                disabled={!plan}
                value={siteId}
                options={sites.map((s) => ({ value: s.id, label: s.name }))}
                onChange={(id: string) => setSite(id)}
              />
            </Form.Item>
          </Form>
          {plan && siteId ? (
            <Earlier
              key={`${plan.id}${siteId}`}
              plan={plan}
              site={sites.find((s) => s.id === siteId)}
              onClose={onClose}
              onFill={onFill}
            />
          ) : null}
        </>
      ) : (
        <Skeleton rows={3} />
      )}
    </Drawer>
  )
}

function Earlier(p: {
  plan: RoomChoices['plans'][number]
  site: RoomChoices['sites'][number] | undefined
  onClose(): void
  onFill(start: Values): void
}): ReactNode {
  const target = { sessionId: p.plan.id, siteId: p.site?.id ?? '' }
  const found = useAsk(earlierRooms, target)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  if (found.isError && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />
  if (!found.data || found.isPlaceholderData) return <Skeleton rows={3} />
  const { rooms } = found.data
  if (rooms.length === 0) return <Nothing says="该考核站点在其他考试计划中还没有设置过考场" />
  const fit = new Set(rooms.filter((r) => r.problem === null).map((r) => r.id))
  const fill = (r: EarlierRoom): void =>
    p.onFill({
      ...target,
      credentialId: p.site?.credentialId,
      lineSubjectIds: r.subjectIds,
      name: r.name,
      seatCount: r.seatCount,
      address: r.address ?? undefined,
    })
  return (
    <>
      <Table
        label="之前的考场设置"
        rows={rooms}
        columns={[
          { key: 'name', title: '考场名称', width: 160 },
          { key: 'subjects', title: '考试科目', width: 180 },
          { key: 'seatCount', title: '考位数', width: 72, align: 'right' },
          { key: 'planName', title: '原考试计划' },
          {
            key: 'problem',
            title: '能否沿用',
            width: 200,
            render: (r) => (r.problem ? problems[r.problem] : '可以沿用'),
          },
        ]}
        ticks={{
          has: (id) => ticked.has(id),
          set: (ids, on) =>
            setTicked((old) => {
              const next = new Set(old)
              for (const id of ids)
                if (on && fit.has(id)) next.add(id)
                else next.delete(id)
              return next
            }),
        }}
        actions={(r) => (
          <button type="button" className="jh-link" onClick={() => fill(r)}>
            填入表单
          </button>
        )}
        actionsWidth={96}
      />
      <Copy ids={rooms.filter((r) => ticked.has(r.id)).map((r) => r.id)} target={target} onDone={p.onClose} />
    </>
  )
}

function Copy({
  ids,
  target,
  onDone,
}: {
  ids: string[]
  target: { sessionId: string; siteId: string }
  onDone(): void
}): ReactNode {
  const { press, pending } = useAct(copyRooms)
  const voice = useVoice()
  const [asked, setAsked] = useState(false)
  const send = async (acceptMixedModes: boolean): Promise<void> => {
    setAsked(false)
    try {
      const { copied } = await press({ ...target, ids, acceptMixedModes })
      voice.say(`已沿用 ${copied} 个考场`)
      onDone()
    } catch (e) {
      if (e instanceof RefusedError && e.answer.code === 'mixed-modes') setAsked(true)
      else voice.tell(e)
    }
  }
  return (
    <div className="jh-save">
      <Button type="primary" loading={pending} disabled={ids.length === 0} onClick={() => void send(false)}>
        {ids.length ? `沿用 ${ids.length} 个考场` : '请先选择数据'}
      </Button>
      <Modal
        open={asked}
        title="所选科目包含多种考试方式，请确认考场支持"
        okText="确认支持"
        cancelText="取消"
        width={440}
        onOk={() => void send(true)}
        onCancel={() => setAsked(false)}
      />
    </div>
  )
}
