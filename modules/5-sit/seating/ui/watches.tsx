import { Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useAsk } from '#kit/ui/ask.ts'
import { Table } from '#kit/ui/list/table.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import { Section } from '#kit/ui/record.tsx'
import { grantFor } from '#kit/pure/who.ts'
import type { PlaceDetail } from '../model.ts'
import { assignWatcher, removeWatcher, watcherChoices } from '../operations-places.ts'
import { words } from '../words.ts'

/** 监考安排 of one room and subject (P-5.2.8.2-09). */
export function Watches({ of: p }: { of: PlaceDetail }): ReactNode {
  const mayAssign = grantFor(usePrincipal(), assignWatcher.who) !== null
  const isOpen = mayAssign && p.watchProblem === null
  return (
    <Section title="监考安排">
      {p.watches.length > 0 ? (
        <Table
          label="监考人员"
          rows={p.watches}
          columns={[
            { key: 'name', title: '监考人员', render: (w) => `${w.name}（${w.teacherNo}）` },
            { key: 'schoolName', title: '所属院校' },
          ]}
          {...(isOpen
            ? {
                actionsWidth: 72,
                actions: (w: { id: string; name: string }) => (
                  <OperationButton op={removeWatcher} input={{ id: w.id }} look="link-danger" says={() => `已移除 ${w.name}`} />
                ),
              }
            : {})}
        />
      ) : (
        <p className="jh-hint">还没有安排监考人员</p>
      )}
      {isOpen ? <Assign of={p} /> : mayAssign && p.watchProblem ? <p className="jh-hint">{words[p.watchProblem].says}</p> : null}
    </Section>
  )
}

function Assign({ of: p }: { of: PlaceDetail }): ReactNode {
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const where = { roomId: p.roomId, lineSubjectId: p.lineSubjectId }
  const { data, isFetching } = useAsk(watcherChoices, { ...where, ...(name ? { name } : {}) })
  const there = new Set(p.watches.map((w) => w.teacherNo))
  const offered = (data?.watchers ?? []).filter((w) => !there.has(w.teacherNo))
  const teacher = offered.find((w) => w.id === chosen)
  return (
    <div className="jh-row" style={{ marginTop: 8 }}>
      <Select
        aria-label="监考人员"
        style={{ flex: 1, minWidth: 0 }}
        placeholder="输入姓名或教师编号，选择已认证的监考人员"
        showSearch={{ filterOption: false, onSearch: setName }}
        loading={isFetching}
        notFoundContent="没有已认证的监考人员"
        options={offered.map((w) => ({
          value: w.id,
          label: `${w.name}（${w.teacherNo}）${w.schoolName}${w.isBusy ? ' · 监考时间冲突' : ''}`,
          disabled: w.isBusy,
        }))}
        value={chosen}
        onChange={setChosen}
      />
      <OperationButton
        op={assignWatcher}
        input={{ ...where, invigilatorId: chosen ?? '' }}
        blocked={chosen ? undefined : '请选择监考人员'}
        says={() => `已安排 ${teacher?.name ?? ''}`}
        onDone={() => setChosen(null)}
      />
    </div>
  )
}
