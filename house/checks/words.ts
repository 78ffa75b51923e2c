import { basename } from 'node:path'
import { lineOfWord, parse } from '../scan/parse.ts'
import { isCode, isTest, type SourceFile, type Tree } from '../scan/tree.ts'
import { chapters, emptyNames } from '../words.ts'
import type { Check } from './check.ts'

/** "examPlanIds" → ["exam", "plan", "ids"]; the plural counts as the singular. */
export function wordsOf(name: string): string[] {
  const apart = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
  return apart
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)
}

const singular = (word: string): string => word.replace(/(?<=[^s])s$/, '')

const banned = chapters.flatMap(({ words }) =>
  words.flatMap((word) => (word.banned ?? []).map((synonym) => ({ parts: synonym.split(' '), synonym, word }))),
)

/** The banned synonym in a name, with the word that stands for it. */
export function bannedIn(name: string): (typeof banned)[number] | undefined {
  const words = wordsOf(name).map(singular)
  return banned.find(({ parts }) => words.some((_, at) => parts.every((part, i) => words[at + i] === singular(part))))
}

/** Names in a migration: everything outside notes and quoted texts. */
function namesInSql(text: string): Set<string> {
  return new Set(
    text
      .replace(/--.*$/gm, '')
      .replace(/'[^']*'/g, '')
      .match(/[a-z_]\w*/gi) ?? [],
  )
}

function namesIn(file: SourceFile): Iterable<string> {
  if (isCode(file.path)) return parse(file).identifiers
  return file.path.endsWith('.sql') ? namesInSql(file.text) : []
}

/** Section 7: one Chinese term, one name. Speaks of the product's code; packages and the house have words of their own. */
export const oneWordForOneThing: Check = {
  name: 'one-word-for-one-thing',
  find: (tree) =>
    productFiles(tree).flatMap((file) => {
      const inPath = bannedIn(file.path.replace(/\.\w+$/, ''))
      const found = [...namesIn(file)].flatMap((name) => {
        const hit = bannedIn(name)
        return hit ? [`${file.path}:${lineOfWord(file.text, name)}：${name} ${advice(hit)}`] : []
      })
      return inPath ? [`${file.path}：文件名${advice(inPath)}`, ...found] : found
    }),
}

const advice = ({ synonym, word }: (typeof banned)[number]): string =>
  `中的“${synonym}”不用；“${word.chinese}”在代码里叫 ${word.code}（house/words.ts）。`

const productFiles = (tree: Tree) =>
  tree.files.filter(({ path }) => /^(kit|modules|apps|seeds|bench)\//.test(path) && !isTest(path))

const emptyIn = (name: string) => wordsOf(name).find((word) => emptyNames.includes(singular(word)))

/** Section 7: Manager, Helper, Util, Data, Info say nothing: not in file names, not in exported names. */
export const namesSaySomething: Check = {
  name: 'names-say-something',
  find: (tree) =>
    tree.files.flatMap((file) => {
      if (!isCode(file.path) && !file.path.endsWith('.sql')) return []
      const inFile = emptyIn(basename(file.path))
      const exported = isCode(file.path) ? parse(file).exported : []
      const way = '换一个说得出它是什么的名字。'
      return [
        ...(inFile ? [`${file.path}：文件名中的“${inFile}”没有意义；${way}`] : []),
        ...exported.flatMap((name) => {
          const word = emptyIn(name)
          return word
            ? [`${file.path}:${lineOfWord(file.text, name)}：导出的名字 ${name} 中的“${word}”没有意义；${way}`]
            : []
        }),
      ]
    }),
}
