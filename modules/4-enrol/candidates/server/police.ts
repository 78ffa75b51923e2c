import type { House } from '#kit/server/context.ts'

export interface ComparisonAsked {
  readonly name: string
  readonly idType: string
  readonly idNo: string
  readonly photo: Uint8Array
}
export type ComparisonResult = { readonly isMatch: true } | { readonly isMatch: false; readonly reason: string }

/** 公安系统照片比对 (spec 1.3.2), `services.police`. A real one answers the same questions. */
export interface PoliceService {
  readonly name: string
  /** What the screen says when this is not the real service; null when it is. */
  readonly standIn: string | null
  isOn(): boolean
  /** @throws when no answer can be had; the candidate then stays 信息待认证. */
  compare(asked: ComparisonAsked): Promise<ComparisonResult>
}

export type StandInRule = (idNo: string) => 'match' | 'mismatch' | 'down'
/** The rule of demos: a number that ends in 4 does not match. README.md tells it, the screen too. */
export const endsInFour: StandInRule = (idNo) => (idNo.endsWith('4') ? 'mismatch' : 'match')

/** The deterministic stand-in. A story gives its own rule and may switch it off. */
export const standInPolice = (rule: StandInRule = endsInFour, isOn: () => boolean = () => true): PoliceService => ({
  name: '公安系统照片比对',
  standIn: '当前为演示用的比对服务，不连接公安系统：证件号码末位为 4 的判为不一致，其余判为一致',
  isOn,
  async compare({ idNo }) {
    const verdict = isOn() ? rule(idNo) : 'down'
    if (verdict === 'down') throw new Error('stand-in is off')
    return verdict === 'match' ? { isMatch: true } : { isMatch: false, reason: '照片与公安系统登记照片不一致' }
  },
})

/** Never a silent stand-in: a house that was given no service has none, and says so. */
const absent: PoliceService = {
  name: '公安系统照片比对',
  standIn: null,
  isOn: () => false,
  compare: () => Promise.reject(new Error('no services.police')),
}
export const policeOf = (house: House): PoliceService =>
  (house.services['police'] as PoliceService | undefined) ?? absent
