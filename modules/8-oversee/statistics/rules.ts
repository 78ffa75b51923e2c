/** 通过率 = 通过人数 / 参考人数 with two decimals; “-” when nobody sat (P-7.1-03, A35). */
export const passRate = (h: { readonly passed: number; readonly attended: number }): string =>
  h.attended === 0 ? '-' : `${(Math.round((h.passed * 10_000) / h.attended) / 100).toFixed(2)}%`
