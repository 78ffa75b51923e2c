import type { ReactNode } from 'react'
import { displayName } from '#credentials'
import { Facts, Section } from '#kit/ui/record.tsx'
import { span } from '#kit/ui/times.ts'
import type { RoomDetail } from '../model.ts'

/** P-5.2.5-12 */
export const RoomFacts = ({ of: r }: { of: RoomDetail }): ReactNode => (
  <>
    <Facts
      of={[
        ['考试计划', `${r.planNumber} ${r.planName}`],
        ['排考时间', span(r.arrangeStart, r.arrangeEnd)],
        ['考核站点', r.siteName],
        ['考点地址', r.siteAddress],
        ['所属院校', r.schoolName],
        ['考试证书', displayName(r.certName, r.certLevel)],
        ['考场类型', r.roomType],
        ['考位数', r.seatCount],
        ['考场地址', r.address],
      ]}
    />
    <Section title="考试科目">
      <Facts
        of={r.subjectList.map((s) => [
          s.name,
          <div key={s.id}>
            {span(s.startsAt, s.endsAt)}
            <div className="jh-second">
              {s.subjectNo} · {s.mode}
            </div>
          </div>,
        ])}
      />
    </Section>
  </>
)
