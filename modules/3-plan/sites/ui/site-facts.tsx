import type { ReactNode } from 'react'
import { Badge } from '#kit/ui/badge.tsx'
import { Facts, FileLink, Section, Timeline } from '#kit/ui/record.tsx'
import { fullNameOf } from '#packages/regions/index.ts'
import type { SiteDetail, SiteRow } from '../model.ts'
import { enabledState } from '../workflow.ts'

export const certificateOf = (s: Pick<SiteRow, 'certName' | 'certLevel'>): string => `${s.certName}(${s.certLevel})`

export const enabledOptions = [
  { value: 'enabled', label: '已启用' },
  { value: 'suspended', label: '已停用' },
]

/** 考核站点状态; empty unless 审核通过. */
export function EnabledBadge({ of }: { of: boolean | null }): ReactNode {
  const state = enabledState(of)
  return state ? <Badge tone={state.tone}>{state.label}</Badge> : '—'
}

/** P-5.2.4.1-07: details and 审核记录. */
export const SiteFacts = ({ of: s, standard }: { of: SiteDetail; standard: ReactNode }): ReactNode => (
  <>
    <Facts
      of={[
        ['考核站点名称', s.name],
        ['考核证书', `${s.certNo} ${certificateOf(s)}`],
        ['培训评价组织', s.awardingBodyName],
        ['申报院校', s.schoolName],
        ['所在地区', fullNameOf(s.regionCode) ?? s.regionCode],
        ['考点地址', s.address],
        ['可容纳考位数', s.capacity],
        ['负责人', s.managerName],
        ['联系电话', s.managerMobileMasked],
        ['场地及设备情况', s.facilities],
        [
          '附件',
          s.attachments.length
            ? s.attachments.map((f) => (
                <div key={f.id}>
                  <FileLink file={f} />
                </div>
              ))
            : null,
        ],
        ['考核站点状态', <EnabledBadge key="enabled" of={s.isEnabled} />],
      ]}
    />
    <Section title="考核站点建设标准">{standard}</Section>
    <Section title="审核记录">
      <Timeline of={s.timeline} awaits={s.status === 'pending' ? '待审核' : null} />
    </Section>
  </>
)
