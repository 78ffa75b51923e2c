import type { Program } from '../apps/server/program.ts'

interface First {
  readonly loginName: string
  readonly password: string
  readonly accountId: string
  readonly organisationId: string
}
/** Makes the demo world through the operations that people press. Returns the lines of the table of accounts. */
export async function makeDemoWorld(_program: Program, first: First): Promise<string[]> {
  return [`平台运维  ${first.loginName}  ${first.password}`]
}
