import { Form, type FormInstance } from 'antd'
import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { examBounds } from '#sessions'
import type { RawInputOf } from '#kit/pure/operation.ts'
import { FormDrawer } from '#kit/ui/form/frames.tsx'
import { FieldGroup } from '#kit/ui/form/operation-form.tsx'
import type { PlanDetail } from '../model.ts'
import { changePlanTimes } from '../operations.ts'
import { timesProblems, type SittingMove } from '../times.ts'
import { Timed } from './line-fields.tsx'
import { windowsIn, windowsOf, type Values } from './plan-values.ts'
import { movability, WindowFields } from './window-fields.tsx'
import { WindowsPicture } from './windows-picture.tsx'

const movesIn = (v: Values): SittingMove[] => (v['sittings'] as SittingMove[] | undefined) ?? []
/** S15.3: what cannot move any more is off and says why; the rest is judged by the same rules as on the server. */
export function ChangeTimes({ of: p, onClose }: { of: PlanDetail; onClose(): void }): ReactNode {
  const sittings = p.lines.flatMap((l) =>
    l.subjects.flatMap((s) =>
      s.sittingId
        ? [
            {
              id: s.sittingId,
              startsAt: s.startsAt,
              endsAt: s.endsAt,
              name: `${displayName(l.certName, l.certLevel)} ${s.name}`,
            },
          ]
        : [],
    ),
  )
  return (
    <FormDrawer
      op={changePlanTimes}
      title={`修改时间 ${p.name}`}
      open
      onClose={onClose}
      submit="保存"
      initial={{
        windows: windowsOf(p),
        sittings: sittings.map(({ id, startsAt, endsAt }) => ({ id, startsAt, endsAt })),
      }}
      toInput={(v) =>
        ({ id: p.id, version: p.version, windows: windowsIn(v), sittings: movesIn(v) }) as RawInputOf<
          typeof changePlanTimes
        >
      }
      check={(v) => timesProblems(p, p.lines, windowsIn(v), movesIn(v), p.now)}
      says={() => '已修改时间，已通知参考院校'}
    >
      {(form) => (
        <>
          <FieldGroup title="时间安排">
            <WindowFields why={movability(p, p.now)} />
            <Picture form={form} now={p.now} />
          </FieldGroup>
          <FieldGroup title="考试时间">
            <div className="jh-times moving" role="group" aria-label="考试时间">
              <div className="head" aria-hidden>
                <span>考试科目</span>
                <span>考试开始时间</span>
                <span>考试结束时间</span>
              </div>
              {sittings.map((s, i) => (
                <div className="row" key={s.id}>
                  <div className="name">{s.name}</div>
                  <Timed
                    name={['sittings', i, 'startsAt']}
                    label={`${s.name} 考试开始时间`}
                    disabled={s.startsAt !== null && p.now >= s.startsAt}
                  />
                  <Timed
                    name={['sittings', i, 'endsAt']}
                    label={`${s.name} 考试结束时间`}
                    disabled={s.endsAt !== null && p.now > s.endsAt}
                  />
                  <Form.Item name={['sittings', i, 'id']} hidden>
                    <input type="hidden" />
                  </Form.Item>
                </div>
              ))}
            </div>
          </FieldGroup>
        </>
      )}
    </FormDrawer>
  )
}

function Picture({ form, now }: { form: FormInstance<Values>; now: string }): ReactNode {
  const values = (Form.useWatch([], form) as Values | undefined) ?? {}
  const exam = examBounds(movesIn(values).filter((m) => m?.startsAt && m.endsAt))
  return (
    <div className="jh-para">
      <WindowsPicture of={{ ...windowsIn(values), ...exam }} now={now} />
    </div>
  )
}
