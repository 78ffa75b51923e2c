import { phases } from '#kit/pure/phases.ts'

/** S4: 考场状态 by the clock and the plan's 排考时间 alone. */
export const roomPhases = phases('考场状态', [
  { code: 'before-seating', label: '未排考', tone: 'neutral', before: 'arrangeStart' },
  { code: 'seating', label: '排考中', tone: 'planned', until: 'arrangeEnd' },
  { code: 'over', label: '已结束', tone: 'neutral' },
])
export type RoomPhase = (typeof roomPhases.list)[number]['code']
