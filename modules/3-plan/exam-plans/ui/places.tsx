import { Form, Input } from 'antd'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { displayName } from '#credentials'
import { SearchSelect, SearchSelectMany, type Choice } from '#credentials/ui'
import type { RawInputOf } from '#kit/pure/operation.ts'
import { holds } from '#kit/pure/who.ts'
import { ask } from '#kit/ui/client.ts'
import { Nothing } from '#kit/ui/empty.tsx'
import { FormModal } from '#kit/ui/form/frames.tsx'
import { Field } from '#kit/ui/form/operation-form.tsx'
import { PageHeader } from '#kit/ui/header.tsx'
import { choiceFilter, textFilter } from '#kit/ui/list/filters.tsx'
import { List } from '#kit/ui/list/list.tsx'
import { usePrincipal } from '#kit/ui/me.ts'
import { OperationButton } from '#kit/ui/operation-button.tsx'
import type { PlaceRow } from '../model.ts'
import { assignableSites, assignSite, listPlaces, unassignSite } from '../operations.ts'
import { kindOptions, placeCard, placeColumns } from './place-texts.tsx'

/** 考核站点分配 of the awarding body (P-5.2.4.2-03). */
export default function Places(): ReactNode {
  const writes = holds(usePrincipal(), 'sites.write')
  const [assigning, setAssigning] = useState<PlaceRow | null>(null)
  return (
    <>
      <PageHeader
        title="考核站点分配"
        context="列出考试尚未结束的考试计划；没有分配的院校在本校已启用的考核站点考试，考生排考后不能再调整"
      />
      <List
        name="places"
        label="考核站点分配"
        op={listPlaces}
        columns={[{ key: 'planNumber', title: '考试计划编号', width: 130, sort: true }, ...placeColumns]}
        main="schoolName"
        keep={['schoolName', 'kind']}
        card={{ ...placeCard, lines: ['planNumber', ...placeCard.lines] }}
        filters={[
          textFilter('planNumber', '考试计划编号'),
          textFilter('planName', '考试计划'),
          textFilter('certName', '考核证书'),
          textFilter('schoolName', '参考院校'),
          choiceFilter('kind', '分配方式', [...kindOptions, { value: 'none', label: '未分配' }]),
        ]}
        actionsWidth={160}
        actions={(r) =>
          writes ? (
            <>
              <button type="button" className="jh-link" onClick={() => setAssigning(r)}>
                {r.isAssigned ? '调整分配' : '分配'}
              </button>
              {r.isAssigned ? (
                <OperationButton
                  op={unassignSite}
                  input={{ sessionId: r.sessionId, credentialId: r.credentialId, schoolIds: [r.schoolId] }}
                  look="link-danger"
                  says={() => `已取消${r.schoolName}的分配`}
                />
              ) : null}
            </>
          ) : null
        }
        empty={<Nothing says="还没有已发布的考试计划" />}
      />
      {assigning ? <Assign of={assigning} onClose={() => setAssigning(null)} /> : null}
    </>
  )
}

/** One or several 参考院校 of the same plan and certificate to one site. */
function Assign({ of: r, onClose }: { of: PlaceRow; onClose(): void }): ReactNode {
  const findSchools = useCallback(
    async (schoolName: string): Promise<Choice[]> =>
      (
        await ask(listPlaces, {
          size: 100,
          filter: { planNumber: r.planNumber, ...(schoolName ? { schoolName } : {}) },
        })
      ).rows
        .filter((x) => x.sessionId === r.sessionId && x.credentialId === r.credentialId)
        .map((x) => ({ value: x.schoolId, label: x.schoolName })),
    [r],
  )
  const findSites = useCallback(
    async (name: string): Promise<Choice[]> =>
      (await ask(assignableSites, { credentialId: r.credentialId, ...(name ? { name } : {}) })).sites.map((s) => ({
        value: s.id,
        label: `${s.name}（${s.address}，${s.capacity}考位）`,
      })),
    [r],
  )
  const knownSchools = useMemo(() => [{ value: r.schoolId, label: r.schoolName }], [r])
  const knownSites = useMemo(() => (r.siteId && r.siteName ? [{ value: r.siteId, label: r.siteName }] : []), [r])
  return (
    <FormModal
      op={assignSite}
      title="分配考核站点"
      open
      onClose={onClose}
      submit="分配"
      initial={{ schoolIds: [r.schoolId], siteId: r.isAssigned ? (r.siteId ?? undefined) : undefined }}
      toInput={(v) =>
        ({
          sessionId: r.sessionId,
          credentialId: r.credentialId,
          schoolIds: v['schoolIds'],
          siteId: v['siteId'],
        }) as RawInputOf<typeof assignSite>
      }
      says={(a) => (a.assigned ? `已分配 ${a.assigned} 所院校，已通知双方院校` : '分配没有变化')}
    >
      <Form.Item label="考试计划" htmlFor="place-plan">
        <Input id="place-plan" readOnly value={`${r.planNumber} ${r.planName}`} />
      </Form.Item>
      <Form.Item label="考核证书" htmlFor="place-certificate">
        <Input id="place-certificate" readOnly value={displayName(r.certName, r.certLevel)} />
      </Form.Item>
      <Field name="schoolIds" label="参考院校" required>
        <SearchSelectMany
          label="参考院校"
          placeholder="请输入院校名称搜索后选择"
          find={findSchools}
          known={knownSchools}
        />
      </Field>
      <Field name="siteId" label="考核站点" required hint="审核通过且已启用的同一证书的考核站点">
        <SearchSelect label="考核站点" placeholder="请输入考核站点名称搜索后选择" find={findSites} known={knownSites} />
      </Field>
    </FormModal>
  )
}
