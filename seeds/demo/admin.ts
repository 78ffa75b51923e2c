import pg from 'pg'

/** For journeys alone: the one clock of a demo world, moved from outside as an operator would. Days may be fractions. */
export async function passDays(adminUrl: string, days: number): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(`update kit.world set clock_offset = clock_offset + make_interval(secs => $1)`, [days * 86_400])
  } finally {
    await client.end()
  }
}
