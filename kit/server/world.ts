import pg from 'pg'

/** A sentence for the person at the terminal: what is wrong and what to do. No stack. */
export class StartFault extends Error {}

/** A world says once what it is. An empty one becomes what was asked for; a demo never becomes production by a restart. */
export async function settleWorld(url: string, wanted: 'production' | 'demo'): Promise<{ isEmpty: boolean; kind: string }> {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ empty: boolean; kind: string }>(
      'select kind, not exists (select from organisations.organisations) as empty from kit.world',
    )
    const w = rows[0] as { empty: boolean; kind: string }
    if (!w.empty && w.kind !== wanted && (w.kind === 'production') !== (wanted === 'production'))
      throw new StartFault(`这个数据目录是${w.kind === 'production' ? '正式' : '演示'}环境，不能以${wanted === 'production' ? '正式' : '演示'}环境启动；请换一个 DATA_DIR 或数据库`)
    if (w.empty && w.kind !== wanted) await admin.query('update kit.world set kind = $1', [wanted])
    return { isEmpty: w.empty, kind: w.empty ? wanted : w.kind }
  } finally {
    await admin.end()
  }
}
