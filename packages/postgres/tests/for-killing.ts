// A parent to be killed: starts the server in the folder given, writes rows for ever, and prints each acknowledged one.
import pg from 'pg'
import { startPostgres } from '../index.ts'

const [dataDir = '', ending] = process.argv.slice(2)
const server = await startPostgres({ dataDir })
if (ending === 'exit') process.exit(0)
const client = new pg.Client({ connectionString: server.connectionString })
client.on('error', () => undefined)
await client.connect()
await client.query('create table if not exists kept (id int primary key)')
for (let id = 1; ; id++) {
  await client.query('insert into kept values ($1)', [id])
  process.stdout.write(`${id}\n`)
}
