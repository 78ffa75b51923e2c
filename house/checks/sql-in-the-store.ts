import { type Edge, edgesOf } from '../scan/imports.ts'
import { placeOf } from '../scan/place.ts'
import { isCode, isTest } from '../scan/tree.ts'
import { type Check, whereOf } from './check.ts'

const drivers = new Set(['kysely', 'pg', 'pg-copy-streams'])

/** May a file speak SQL? `server/store*.ts` and `server/read-*.ts` of modules, kit/server, packages, seeds, bench, journeys, tests. */
export function maySpeakSql(path: string): boolean {
  if (isTest(path)) return true
  const place = placeOf(path)
  if (place.kind === 'module') return place.room === 'server' && /^(store|read-)[\w-]*\.ts$/.test(place.file)
  if (place.kind === 'kit') return place.room === 'server'
  return place.kind === 'package' || (place.kind === 'other' && ['seeds', 'bench', 'house', 'journeys'].includes(place.folder))
}

function speaksSql({ import: { names }, to }: Edge): boolean {
  if (to.kind === 'package') return drivers.has(to.name)
  const isKit = to.kind === 'file' && to.place.kind === 'kit' && to.place.room === 'server'
  return isKit && (names.includes('sql') || (to.path === 'kit/server/sql.ts' && names.includes('*')))
}

/** Rule 7: SQL lives in store and read files. */
export const sqlInTheStore: Check = {
  name: 'sql-in-the-store',
  find: (tree) => {
    const way = 'SQL 只写在 server/store*.ts 和 server/read-*.ts；在那里写成一个有名字的函数，这里调用它。'
    const imports = edgesOf(tree).filter((edge) => speaksSql(edge) && !maySpeakSql(edge.from.path))
    const queries = tree.files.filter(({ path, text }) => {
      return isCode(path) && /\bclient\s*\.query\(/.test(text) && !maySpeakSql(path) && placeOf(path).kind === 'module'
    })
    return [
      ...imports.map((edge) => `${whereOf(edge)}：这个文件不能用 ${edge.import.specifier} 说 SQL。${way}`),
      ...queries.map(({ path }) => `${path}：这个文件直接向数据库连接发问。${way}`),
    ]
  },
}
