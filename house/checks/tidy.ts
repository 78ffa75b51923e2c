import { parse } from '../scan/parse.ts'
import { isCode, type Tree } from '../scan/tree.ts'
import type { Check } from './check.ts'

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length

/** Section 4: nothing is created empty. */
export const nothingEmpty: Check = {
  name: 'nothing-empty',
  find: (tree) =>
    tree.files
      .filter(({ text }) => text.replace(/\/\/.*$|\/\*[\s\S]*?\*\/|export \{\s*\}|--.*$|;/gm, '').trim() === '')
      .map(({ path }) => `${path}：空文件；写上内容，或者删掉它。`),
}

/** The lock file must install from whatever registry the machine is set to. */
export const lockNamesNoHost: Check = {
  name: 'lock-names-no-host',
  find: (tree) => {
    const lock = tree.byPath.get('package-lock.json')?.text ?? ''
    const at = lock.indexOf('"resolved"')
    const way = '用 npm install --omit-lockfile-registry-resolved 重新生成。'
    return at < 0 ? [] : [`package-lock.json:${lineOf(lock, at)}：写死了下载地址（resolved）。${way}`]
  },
}

// A home, a work folder of one machine, a registry's host.
const ofOneMachine = /(?<![\w.@~-])\/(?:work|root|Users\/\w+|home\/\w+|opt\/n\d+)\/[\w.-]+|https?:\/\/registry\./

/** What is written for one machine does not work on the next. */
export const noMachinePaths: Check = {
  name: 'no-machine-paths',
  find: (tree) =>
    tree.files.flatMap(({ path, text }) => {
      const found = ofOneMachine.exec(text)
      return found
        ? [`${path}:${lineOf(text, found.index)}：写了某一台机器上的位置 ${found[0]}；改用相对路径或设置。`]
        : []
    }),
}

/** A gate that can pass empty is no gate: every file of code must have been read, and there must be some. */
export const everyFileRead: Check = {
  name: 'every-file-read',
  note: (tree) => `读了 ${codeIn(tree).length} 个代码文件`,
  find: (tree) => {
    if (codeIn(tree).length === 0) return ['没有找到任何代码文件；检查从仓库的根目录运行。']
    return codeIn(tree).flatMap((file) => {
      try {
        parse(file)
        return []
      } catch (error) {
        return [(error as Error).message]
      }
    })
  },
}

const codeIn = (tree: Tree) => tree.files.filter((file) => isCode(file.path))
