import type { z } from 'zod'
import type { FieldProblem } from '../../pure/refusal.ts'

export type Name = (string | number)[]
/** `majors.0.applyCount` → ['majors', 0, 'applyCount'], as antd names its fields. */
export const nameOf = (path: string): Name => path.split('.').map((p) => (/^\d+$/.test(p) ? Number(p) : p))

/** What zod found, as the server would tell it: the first message of each field. */
export function problemsOf(error: z.ZodError): FieldProblem[] {
  const seen = new Map<string, string>()
  for (const i of error.issues) {
    const path = i.path.map(String).join('.')
    if (!seen.has(path)) seen.set(path, i.message)
  }
  return [...seen].map(([path, message]) => ({ path, message }))
}

/**
 * Sorts problems onto the fields of a form. A problem of a part inside a field (majors.0) goes to that field; one that has no
 * field on this form is told above it, so that none is lost.
 */
export function placed(
  problems: readonly FieldProblem[],
  fields: readonly Name[],
): { on: { name: Name; errors: string[] }[]; above: string[] } {
  const keys = new Map(fields.map((f) => [f.join('.'), f]))
  const on = new Map<string, string[]>()
  const above: string[] = []
  for (const p of problems) {
    let path = p.path
    while (path && !keys.has(path)) path = path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''
    if (!path) above.push(p.message)
    else on.set(path, [...(on.get(path) ?? []), p.message])
  }
  return { on: [...on].map(([path, errors]) => ({ name: keys.get(path) as Name, errors })), above }
}
