/**
 * A refusal is an expected answer: which rule, which value, and the way out. Everything else that goes wrong is a defect.
 * `says` is the sentence of the manual where it has one; `{name}` takes a value; `way` tells what to do next.
 */
export interface Words {
  readonly says: string
  readonly way?: string
  readonly status?: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 503
}
export type Refusals<C extends string = string> = { readonly [K in C]: Words }

export const refusals = <const C extends string>(words: { readonly [K in C]: Words }): Refusals<C> => words

/** May be used by every handler without being declared (P-0-02, P-0-04, P-0-08, P-0-11). */
export const commonRefusals = refusals({
  'not-signed-in': { says: '请先登录', way: '登录后再试', status: 401 },
  'must-change-password': { says: '首次登录须先修改密码', way: '在修改密码页设置新密码后继续', status: 403 },
  forbidden: { says: '无操作权限', way: '请联系本单位管理员开通相应角色', status: 403 },
  'not-pilot-yet': { says: '贵校尚未成为试点院校', way: '至少一项证书试点申报审核通过后，全部菜单自动开放', status: 403 },
  'not-found': { says: '数据不存在或无权查看', way: '请返回列表重新查询', status: 404 },
  'state-changed': { says: '数据状态已变更，请刷新后重试', status: 409 },
  invalid: { says: '填写内容有误', status: 422 },
  'nothing-selected': { says: '请先选择数据', status: 422 },
  'rows-unfit': { says: '所选数据中第{rows}条不符合条件：{reason}', status: 409 },
  'count-changed': { says: '符合条件的数据已由{expected}条变为{actual}条', way: '请核对后重新选择', status: 409 },
  'same-key-other-input': { says: '同一操作编号已用于另一次提交', way: '请刷新页面后重试', status: 409 },
  'too-many': { says: '操作过于频繁，请稍后再试', status: 429 },
})
export type CommonCode = keyof typeof commonRefusals

/** What went wrong with one field of the input; `path` is dotted, e.g. `majors.0.applyCount`. */
export interface FieldProblem {
  readonly path: string
  readonly message: string
}

export interface RefusalAnswer {
  readonly code: string
  readonly says: string
  readonly way?: string
  readonly fields?: readonly FieldProblem[]
  readonly data?: Record<string, unknown>
}

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly answer: RefusalAnswer
  readonly status: number
  /** true: what the handler wrote before saying no stays (a failed sign-in is counted). */
  keeps = false
  constructor(answer: RefusalAnswer, status: number) {
    super(answer.says)
    this.answer = answer
    this.status = status
  }
}

const fill = (text: string, data: Record<string, unknown>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in data ? String(data[key]) : whole))

/** Makes the refusal in words. 409 unless the words say otherwise: the request was understood and a rule says no. */
export function refusalOf(
  code: string,
  words: Words,
  data: Record<string, unknown> = {},
  fields?: readonly FieldProblem[],
): Refusal {
  return new Refusal(
    {
      code,
      says: fill(words.says, data),
      ...(words.way ? { way: fill(words.way, data) } : {}),
      ...(fields?.length ? { fields } : {}),
      ...(Object.keys(data).length ? { data } : {}),
    },
    words.status ?? 409,
  )
}
