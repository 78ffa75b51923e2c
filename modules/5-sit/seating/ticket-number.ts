/** A10: 准考证号 = 考试计划编号 (12) + region of the site (6) + serial of the site in plan and region (3) + serial of the candidate in plan and site (5). */
export interface TicketParts {
  readonly planNumber: string
  readonly regionCode: string
  readonly siteSerial: number
  readonly candidateSerial: number
}
export const mostSites = 999
export const mostCandidates = 99_999

/** 26 digits. @throws RangeError when a part does not fit: a longer number would be read as another one. */
export function ticketNumber(p: TicketParts): string {
  const fits =
    /^\d{12}$/.test(p.planNumber) &&
    /^\d{6}$/.test(p.regionCode) &&
    p.siteSerial >= 1 &&
    p.siteSerial <= mostSites &&
    p.candidateSerial >= 1 &&
    p.candidateSerial <= mostCandidates
  if (!fits) throw new RangeError(`no 准考证号 of ${JSON.stringify(p)}`)
  return `${p.planNumber}${p.regionCode}${String(p.siteSerial).padStart(3, '0')}${String(p.candidateSerial).padStart(5, '0')}`
}
