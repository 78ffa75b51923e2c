import { foundPlatform } from '#accounts/server'
import { theSystem } from '#kit/server/context.ts'
import { asTheSystem } from '#kit/server/db.ts'
import { insideOf } from '#kit/server/inside.ts'
import type { Program } from '../apps/server/program.ts'

/** What an empty world needs: the platform's first account, and in a demo the world of the README. Lines to print. */
export async function fillFirst(program: Program, world: 'production' | 'demo'): Promise<string[]> {
  const { house } = program
  const first = await asTheSystem(house.database, 'first start', (tx) =>
    foundPlatform(insideOf(house, tx, theSystem, { operation: 'accounts.found', label: '建立平台' }), 'ops_admin', '国开在线'),
  )
  if (world === 'production')
    return [`平台运维账号：${first.loginName}`, `初始密码：${first.password}（只显示这一次，首次登录须修改）`]
  const { makeDemoWorld } = await import('./demo-world.ts')
  return makeDemoWorld(program, first)
}
