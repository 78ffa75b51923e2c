import { parse } from '../scan/parse.ts'
import { placeOf, positionOf, schemaOf } from '../scan/place.ts'
import { isTest, type SourceFile, type Tree } from '../scan/tree.ts'
import type { Check } from './check.ts'
import { maySpeakSql } from './sql-in-the-store.ts'

/** A piece of SQL and the line of its file on which it begins. */
type Sql = { text: string; line: number }

const writes =
  /\b(?:insert\s+into|delete\s+from|truncate(?:\s+table)?|merge\s+into|copy|(?<!for\s|do\s|key\s|or\s|before\s|after\s|on\s)update)\s+(?:only\s+)?"?(\w+)"?(?:\s*\.\s*"?(\w+)"?)?/gi
const shapes =
  /\b(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|materialized\s+view|function|procedure|sequence|type|domain)\s+(?:if\s+(?:not\s+)?exists\s+)?"?(\w+)"?\s*\.\s*"?(\w+)"?/gi
// `from` also stands in extract(year from t.born), and in `is distinct from`: these read no table.
const readsNothing = /\b(?:extract|trim|substring|overlay)\s*\([^()]*?\bfrom\b|\bdistinct\s+from\b/gi
const reads = /\b(?:from|join|references|using)\s+(?:only\s+)?(?:lateral\s+)?"?(\w+)"?\s*\.\s*"?(\w+)"?/gi
const named =
  /\bwith\s+(?:recursive\s+)?"?(\w+)"?|,\s*"?(\w+)"?\s*(?:\([^()]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s*)?\(|\bcreate\s+temp(?:orary)?\s+table\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/gi

const withoutNotes = (sql: string): string =>
  sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, (note) => note.replace(/[^\n]/g, ' '))

/** The SQL of a file: a migration is all SQL, in code it is what template literals hold. */
function sqlOf(file: SourceFile): Sql[] {
  if (file.path.endsWith('.sql')) return [{ text: withoutNotes(file.text), line: 1 }]
  return parse(file).templates.map(({ text, line }) => ({ text: withoutNotes(text), line }))
}

function faultsOf(tree: Tree, file: SourceFile, folder: string): string[] {
  const own = schemaOf(folder)
  const schemas = new Map(tree.lifecycle.map((each) => [schemaOf(each), positionOf(tree, each)]))
  const local = new Set(
    sqlOf(file).flatMap(({ text }) => [...text.matchAll(named)].flatMap((m) => m.slice(1).filter(Boolean))),
  )
  return sqlOf(file).flatMap(({ text, line }) => {
    const where = (at: number) => `${file.path}:${line + text.slice(0, at).split('\n').length - 1}`
    const changed = [...text.matchAll(writes)].flatMap((match) => {
      const [, schema = '', table] = match
      if (['set', 'of', 'on', 'or', 'nowait', 'skip'].includes(schema.toLowerCase())) return []
      if (table === undefined && local.has(schema)) return []
      if (table === undefined)
        return [`${where(match.index)}：写表时没有写出模式名（${schema}）；写成 ${own}.${schema}。`]
      if (schema === own || schema === 'pg_temp') return []
      return [`${where(match.index)}：改动了 ${schema}.${table}；一张表只属于一个模块，请调用它的主人的操作或函数。`]
    })
    const shaped = [...text.matchAll(shapes)].flatMap((match) => {
      const [, schema, table] = match
      return schema === own
        ? []
        : [`${where(match.index)}：建立或改变了 ${schema}.${table}；本模块只能有自己的模式 ${own}。`]
    })
    const reading = text.replace(readsNothing, (found) => ' '.repeat(found.length))
    const seen = [...reading.matchAll(reads)].flatMap((match) => {
      const [, schema = '', table] = match
      const isBelow = (schemas.get(schema) ?? -1) > (schemas.get(own) ?? -1)
      return isBelow
        ? [`${where(match.index)}：读了 ${schema}.${table}，它的模块排在本模块之后；这份查询属于后面的那个模块。`]
        : []
    })
    return [...changed, ...shaped, ...seen]
  })
}

/** Rule 7: a table belongs to one module. It writes its own; it reads its own, the kit's, and those of modules above. */
export const tablesHaveOneOwner: Check = {
  name: 'tables-have-one-owner',
  find: (tree) =>
    tree.files.flatMap((file) => {
      const place = placeOf(file.path)
      if (place.kind !== 'module' || place.room !== 'server' || isTest(file.path)) return []
      const isSql = file.path.endsWith('.sql') || (file.path.endsWith('.ts') && maySpeakSql(file.path))
      return isSql ? faultsOf(tree, file, place.folder) : []
    }),
}
