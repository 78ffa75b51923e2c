import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { Facts } from '#kit/ui/record.tsx'
import type { PlaceDetail } from '../model.ts'
import { sittingTime } from '../times.ts'

export const PlaceFacts = ({ of: p }: { of: PlaceDetail }): ReactNode => (
  <Facts
    of={[
      ['考试计划', p.planName],
      ['考试证书', displayName(p.certName, p.certLevel)],
      ['考试科目', `${p.subjectName}（${p.mode}）`],
      ['考试时间', sittingTime(p.startsAt, p.endsAt)],
      ['考核站点', p.siteName],
      ['考点地址', p.siteAddress],
      ['考场类型', p.roomType],
      ['考场地址', p.roomAddress],
      ['考位数', p.seatCount],
      [p.isWhole ? '排考人数' : '本校排考人数', p.seated],
    ]}
  />
)
